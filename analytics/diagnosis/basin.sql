-- title: Employment basin of each commune
-- grain: commune
-- materialize: view
-- note: of the vintage that the last survey of hiring needs is in; without a survey, of the current list, else the newest
with chosen as (
  select coalesce(
    (select vintage from attractivity.survey),
    (select arg_max(vintage, (vintage = 0, vintage)) from ref.basin)
  ) as vintage
),
named as (
  select ltrim(basin, '0') as basin, max(basin_label) as label
  from core.hiring_survey
  where year = (select max(year) from core.hiring_survey)
  group by ltrim(basin, '0')
)
select b.commune, b.basin, n.label
from ref.basin as b
inner join chosen as c on c.vintage = b.vintage
left join named as n on n.basin = b.basin
