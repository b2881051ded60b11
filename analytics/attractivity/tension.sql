-- title: Official class of tension of a job family, as it holds in a department
-- grain: fap, department
-- seed: méthode
-- note: the class published for the department, else for its region, else for the country; never a ratio of offers to job seekers, never that of a wider family
-- audit: class between 1 and 5
-- audit: level in ('department', 'region', 'country')
with latest as (
  select *
  from ref.tension
  where year = (select max(year) from ref.tension)
),
family as (
  select distinct fap, nomenclature, year
  from latest
)
select
  f.fap,
  d.department,
  f.year,
  coalesce(n.label, f.fap) as fap_label,
  coalesce(here.class, around.class, country.class) as class,
  case
    when here.class is not null then 'department'
    when around.class is not null then 'region'
    else 'country'
  end as level
from family as f
cross join ref.department as d
left join latest as here on here.fap = f.fap and here.level = 'department' and here.place = d.department
left join latest as around on around.fap = f.fap and around.level = 'region' and around.place = d.region
left join latest as country on country.fap = f.fap and country.level = 'country'
left join ref.fap as n on n.nomenclature = f.nomenclature and n.fap = f.fap
where coalesce(here.class, around.class, country.class) is not null
