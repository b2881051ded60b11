-- Definitions that are not the same on both nights.
with before_version as (
  select distinct indicator, version from before.indicator
),
after_version as (
  select distinct indicator, version from after.indicator
)
select coalesce(a.indicator, b.indicator) as indicator, coalesce(b.version, '') as before, coalesce(a.version, '') as after
from after_version as a
full join before_version as b on b.indicator = a.indicator
where a.version is distinct from b.version
order by indicator
