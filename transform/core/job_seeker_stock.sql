-- title: Job seekers at month end (DEFM) by department, trade and category
-- grain: month, department, rome_code_given, category
-- partition: month
-- audit: job_seekers >= 0
select
  s.mois as month,
  s.departement as department,
  s.rome as rome_code_given,
  s.categorie as category,
  coalesce(r.parent, s.rome) as rome,
  s.effectif as job_seekers,
  s._stamp as updated_at,
  s._hash as version
from stg.job_seeker_stocks as s
left join ref.rome as r on r.rome_code = s.rome
where s.supprime is not true
