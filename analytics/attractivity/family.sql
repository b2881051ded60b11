-- title: The job families of a trade, in the nomenclature of the survey of hiring needs and in that of the classes of tension
-- grain: rome, qualification
-- seed: méthode
-- note: qualification is * where the trade alone decides; a family counts in another nomenclature by the table of that one for the trade, else where a family of the other has its very name
with named as (
  select t.rome_code, t.qualification, other.nomenclature, other.fap, t.nomenclature as through
  from ref.rome_fap as t
  inner join ref.fap as own on own.nomenclature = t.nomenclature and own.fap = t.fap
  inner join ref.fap as other on other.key = own.key and other.nomenclature <> own.nomenclature
  anti join ref.rome_fap as given on given.rome_code = t.rome_code and given.nomenclature = other.nomenclature
),
counted as (
  select rome_code, qualification, nomenclature, fap
  from ref.rome_fap
  union all
  select rome_code, qualification, nomenclature, min(fap) as fap
  from named
  group by rome_code, qualification, nomenclature
  having count(distinct fap) = 1
)
select
  c.rome_code as rome,
  c.qualification,
  max(case when c.nomenclature = s.nomenclature then c.fap end) as survey_fap,
  max(case when c.nomenclature = t.nomenclature then c.fap end) as tension_fap
from counted as c
left join attractivity.survey as s on s.nomenclature = c.nomenclature
left join (select distinct nomenclature from ref.tension where year = (select max(year) from ref.tension)) as t on t.nomenclature = c.nomenclature
group by c.rome_code, c.qualification
