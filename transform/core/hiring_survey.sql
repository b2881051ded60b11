-- title: Cells of the published survey of hiring needs (BMO)
-- grain: year, department, basin, fap
-- note: a count that the survey hides is null, and stands for 1 to 4: a sum over cells is an interval, and dropping them overstates difficulty
-- audit: projects >= 0 or projects is null
select
  s.annee as year,
  s.Dept as department,
  s.BE as basin,
  s."Code métier BMO" as fap,
  s.NOMBE as basin_label,
  s."Nom métier BMO" as fap_label,
  s.Famille_met as family,
  s.Lbl_fam_met as family_label,
  coalesce(s.REG, d.region) as region,
  s._met as projects,
  s._xmet as hard_projects,
  s._smet as seasonal_projects,
  s._stamp as updated_at,
  s._hash as version
from stg.hiring_surveys as s
left join ref.department as d on d.department = s.Dept
where s.supprime is not true
