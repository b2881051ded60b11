-- Places that have not the same agencies on both nights.
select distinct level, code
from (
  (select agency, level, code from before.place except select agency, level, code from after.place)
  union all
  (select agency, level, code from after.place except select agency, level, code from before.place)
) as moved
