-- title: The last survey of hiring needs, and how to read its codes
-- grain: year
-- note: nomenclature and vintage are those of the loaded lists that know most of the survey's codes, the newest of equals; a list that names no vintage is the current one
with cell as (
  select year, fap, ltrim(basin, '0') as basin
  from core.hiring_survey
  where year = (select max(year) from core.hiring_survey)
),
known_families as (
  select f.nomenclature, count(distinct c.fap) as codes
  from cell as c
  inner join ref.fap as f on f.fap = c.fap
  group by f.nomenclature
),
known_basins as (
  select b.vintage, count(distinct c.basin) as codes
  from cell as c
  inner join ref.basin as b on b.basin = c.basin
  group by b.vintage
)
select
  year,
  (select arg_max(nomenclature, (codes, nomenclature)) from known_families) as nomenclature,
  (select arg_max(vintage, (codes, vintage = 0, vintage)) from known_basins) as vintage
from cell
group by year
