-- The stamp of each source's newest record that counts, tonight's and those known before.
select source, max(_stamp) as newest
from (
  select source, _stamp from stg.record where _stamp < as_of_at()
  union all
  select source, _stamp from before.record where place = 'core'
) as record
group by source
