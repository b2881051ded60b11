-- title: Agencies and the territory each belongs to
-- grain: agency
-- note: the agences source wins over the imported reference, in what it deletes too
-- note: the published list says "20" of the agencies of Corsica, which is no department any more: theirs is not known
with delivered as (
  select
    code as agency,
    libelle as label,
    commune,
    departement as department,
    directionTerritoriale as directorate,
    region
  from stg.agencies
  where supprime is not true
),
referenced as (
  select r.agency, r.label, r.commune, nullif(r.department, '') as department, cast(null as varchar) as directorate, r.region
  from ref.agency as r
  left join stg.agencies as s on s.code = r.agency
  where s.code is null
),
known as (
  select * from delivered
  union all
  select * from referenced
)
select
  a.agency,
  a.label,
  a.commune,
  a.department,
  a.directorate,
  coalesce(a.region, d.region) as region
from known as a
left join ref.department as d on d.department = a.department
