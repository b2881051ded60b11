-- title: Official classes of tension of a trade's job families in a territory, and what explains them
-- grain: rome, level, code, fap
-- seed: méthode
-- note: published for the territory, else for the region, else for the country: published_level says which
-- note: the class is that of the composite by fixed cuts, which are those of a reference period and move with no year; factors are classes from 1 to 5 too
-- audit: class between 1 and 5
-- audit: composite is null or class = tension_class(composite)
with latest as (
  select *
  from ref.tension
  where year = (select max(year) from ref.tension)
),
candidate as ( -- the territory's own class, and those of the wider ones
  select p.level, p.code, 'department' as published_level, p.code as place, 1 as preference
  from market.place as p
  where p.level = 'department'
  union all
  select p.level, p.code, 'region', d.region, 2
  from market.place as p
  inner join ref.department as d on d.department = p.department
  where p.level in ('department', 'region')
  union all
  select p.level, p.code, 'country', '', 3
  from market.place as p
),
place as (
  select distinct level, code, published_level, place, preference
  from candidate
),
family as (
  select distinct f.rome, f.tension_fap as fap
  from attractivity.family as f
  where f.tension_fap is not null
)
select
  f.rome,
  p.level,
  p.code,
  f.fap,
  t.year,
  coalesce(n.label, f.fap) as fap_label,
  t.class,
  p.published_level,
  t.composite,
  t.hiring_intensity,
  t.working_conditions,
  t.non_durability,
  t.labour_shortage,
  t.geographic_mismatch as geographic_mismatch_class,
  t.training_link
from family as f
inner join latest as t on t.fap = f.fap
inner join place as p on p.published_level = t.level and p.place = coalesce(t.place, '')
left join ref.fap as n on n.nomenclature = t.nomenclature and n.fap = t.fap
qualify row_number() over (partition by f.rome, p.level, p.code, f.fap order by p.preference) = 1
