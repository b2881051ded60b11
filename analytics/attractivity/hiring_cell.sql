-- title: Cells of the last survey of hiring needs, as intervals
-- grain: department, basin, fap
-- materialize: view
-- seed: méthode
-- note: a hidden number of projects is rule_survey_hidden_low() to rule_survey_hidden_high(); a hidden number of hard ones may be 0 too, for no 0 is published
select
  c.year,
  s.nomenclature,
  c.department,
  ltrim(c.basin, '0') as basin,
  c.fap,
  c.basin_label,
  c.fap_label,
  coalesce(c.projects, cast(rule_survey_hidden_low() as integer)) as low,
  coalesce(c.projects, cast(rule_survey_hidden_high() as integer)) as high,
  c.hard_projects,
  coalesce(c.hard_projects, 0) as hard_low,
  coalesce(c.hard_projects, cast(rule_survey_hidden_high() as integer)) as hard_high
from core.hiring_survey as c
inner join attractivity.survey as s on s.year = c.year
