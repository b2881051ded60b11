-- title: What the last survey of hiring needs (BMO) counts of a trade's job families in a territory
-- grain: rome, level, code, fap
-- seed: méthode
-- note: sums are intervals, for the survey hides small numbers (attractivity.hiring_cell); projects and hard_share are their middles
-- note: a trade whose family depends on the qualification has each of them; a family counts whole, other trades of it included
-- literal: 2 the middle of an interval
-- audit: projects between projects_low and projects_high
-- audit: hard_share is null or hard_share between hard_share_low and hard_share_high
with summed as (
  select
    c.year, c.nomenclature, c.fap, p.level, p.code,
    sum(c.low) as low,
    sum(c.high) as high,
    count(c.hard_projects) as told,
    ratio(sum(c.hard_low), sum(c.high)) as hard_low,
    ratio(sum(least(c.hard_high, c.high)), sum(c.high)) as hard_high
  from attractivity.hiring_cell as c
  inner join market.place as p on p.department = c.department
  group by c.year, c.nomenclature, c.fap, p.level, p.code
),
family as (
  select distinct f.rome, f.survey_fap as fap
  from attractivity.family as f
  where f.survey_fap is not null
)
select
  f.rome,
  s.level,
  s.code,
  s.fap,
  s.year,
  coalesce(n.label, s.fap) as fap_label,
  cast(s.low as bigint) as projects_low,
  cast(s.high as bigint) as projects_high,
  cast((s.low + s.high) / 2 as double) as projects,
  s.hard_low as hard_share_low,
  s.hard_high as hard_share_high,
  case when s.told > 0 then (s.hard_low + s.hard_high) / 2 end as hard_share
from family as f
inner join summed as s on s.fap = f.fap
left join ref.fap as n on n.nomenclature = s.nomenclature and n.fap = s.fap
