-- title: Entrusted offers of which the widget may see otherwise tonight; not built on a full night, when it may of every one
-- grain: offer_id
-- note: those that came, left or changed, and those that an application came for, left or changed; those that left the window since the night before, or grew old enough for their applications at 30 days
-- note: all of them when the survey of hiring needs has other cells, which decide by what lists basins and families are read; beside it only nomenclatures do, and another one makes a full night
with survey as (
  select year, fap, basin
  from core.hiring_survey
),
former_survey as (
  select year, fap, basin
  from before.hiring_survey
),
other_cell as (
  (select year, fap, basin from survey except select year, fap, basin from former_survey)
  union all
  (select year, fap, basin from former_survey except select year, fap, basin from survey)
)
select offer_id
from stg.applied_offer
union
select o.offer_id
from core.offer as o
cross join before.night as n
where o.entrusted
  and (
    o.created_on >= months_before(n.as_of, rule_window_months()) and o.created_on < window_start()
    or o.created_on > n.as_of - cast(rule_applications_days() as integer) and o.created_on <= as_of() - cast(rule_applications_days() as integer)
    or (select count(*) from other_cell) > 0
  )
