select
  a.agency, coalesce(a.label, a.agency) as label, c.label as commune, coalesce(a.department, '') as department, coalesce(d.label, a.department, '') as department_label,
  coalesce(a.region, '') as region, coalesce(r.label, a.region, '') as region_label, a.directorate, c.latitude, c.longitude,
  (select count(*) from core.agency as p where p.region = a.region) as peers
from core.agency as a
left join ref.commune as c on c.commune = a.commune
left join ref.department as d on d.department = a.department
left join ref.region as r on r.region = a.region
where a.agency = $1
