-- title: What agencies make up tonight, and what they made up on nights before, as disclosure control sees it
-- grain: none
-- materialize: view
-- note: is_new: no night before has shown the place as it is
-- note: had: what nights before call a place that is no more since tonight
with tonight as (
  select distinct f.level, f.code, f.had
  from meta.former_place as f
  anti join before.former_place as b on b.level = f.level and b.code = f.code
),
known as (
  select distinct level, code
  from before.agency_place
)
select p.agency, p.level, p.code, k.code is null or t.had is not null as is_new, cast(null as varchar) as until, cast(null as varchar) as had
from performance.agency_place as p
left join known as k on k.level = p.level and k.code = p.code
left join tonight as t on t.level = p.level and t.had = p.code
union all
select f.agency, f.level, f.code, false as is_new, cast(f.until as varchar) as until, t.had
from meta.former_place as f
left join tonight as t on t.level = f.level and t.code = f.code
