-- title: Places an agency belongs to, at every level
-- grain: agency, level
-- note: what has no agency counts under agency ZZ, and an agency without a directorate, department or region under ZZ there, so that every level adds up to France
-- note: region is the one whose targets apply and within which places of the level are compared
-- audit: level in ('agency', 'directorate', 'department', 'region', 'country')
with agency as (
  select agency, coalesce(label, agency) as label, directorate, department, region
  from core.agency
  union all
  select 'ZZ', 'Sans agence', null, null, null
),
place as (
  select agency, 'agency' as level, agency as code, label, region
  from agency
  union all
  select
    agency, 'directorate', coalesce(directorate, 'ZZ'), coalesce(directorate, 'Sans direction territoriale'),
    case when directorate is not null then min(region) over (partition by directorate) end
  from agency
  union all
  select
    a.agency, 'department', coalesce(a.department, 'ZZ'), coalesce(d.label, a.department, 'Sans département'),
    coalesce(d.region, case when a.department is not null then min(a.region) over (partition by a.department) end)
  from agency as a
  left join ref.department as d on d.department = a.department
  union all
  select a.agency, 'region', coalesce(a.region, 'ZZ'), coalesce(r.label, a.region, 'Sans région'), a.region
  from agency as a
  left join ref.region as r on r.region = a.region
  union all
  select agency, 'country', 'FR', 'France', null
  from agency
)
select agency, level, code, label, region
from place
