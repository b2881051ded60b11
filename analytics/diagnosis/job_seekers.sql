-- title: Job seekers of a trade in an agency's portfolio, in a basin and in a department
-- grain: rome, level, code
-- seed: II.2 Rédiger un diagnostic partagé : « Confrontation avec le portefeuille DE de l'agence et du bassin »
-- note: by principal trade, as the widget counts them; basin and department are those of the residence
-- audit: job_seekers > 0
with seeker as (
  select t.rome, j.agency, b.basin, j.department
  from attractivity.seeker_trade as t
  inner join core.job_seeker as j on j.job_seeker_id = t.job_seeker_id
  left join diagnosis.basin as b on b.commune = j.commune
  where t.rome is not null
)
select rome, 'agency' as level, agency as code, count(*) as job_seekers
from seeker
where agency is not null
group by rome, agency
union all
select rome, 'basin', basin, count(*)
from seeker
where basin is not null
group by rome, basin
union all
select rome, 'department', department, count(*)
from seeker
where department is not null
group by rome, department
