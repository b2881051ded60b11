-- title: What the last survey of hiring needs (BMO) counts of a job family in a basin
-- grain: fap, basin
-- seed: méthode
-- note: sums are intervals, for the survey hides small numbers (attractivity.hiring_cell); projects and hard_share are their middles
-- note: hard_share is null where every number of hard projects is hidden
-- literal: 2 the middle of an interval
-- audit: projects between projects_low and projects_high
-- audit: hard_share is null or hard_share between hard_share_low and hard_share_high
with summed as (
  select
    year, nomenclature, fap, basin,
    max(basin_label) as basin_label,
    max(fap_label) as fap_label,
    sum(low) as low,
    sum(high) as high,
    count(hard_projects) as told,
    ratio(sum(hard_low), sum(high)) as hard_low,
    ratio(sum(least(hard_high, high)), sum(high)) as hard_high
  from attractivity.hiring_cell
  group by year, nomenclature, fap, basin
)
select
  c.fap,
  c.basin,
  c.year,
  coalesce(f.label, c.fap_label, c.fap) as fap_label,
  c.basin_label,
  cast(c.low as bigint) as projects_low,
  cast(c.high as bigint) as projects_high,
  cast((c.low + c.high) / 2 as double) as projects,
  c.hard_low as hard_share_low,
  c.hard_high as hard_share_high,
  case when c.told > 0 then (c.hard_low + c.hard_high) / 2 end as hard_share
from summed as c
left join ref.fap as f on f.nomenclature = c.nomenclature and f.fap = c.fap
