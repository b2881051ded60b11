select a.agency, coalesce(a.label, a.agency) as label, coalesce(d.label, a.department, '') as department_label, coalesce(r.label, a.region, '') as region_label
from core.agency as a
left join ref.department as d on d.department = a.department
left join ref.region as r on r.region = a.region
order by coalesce(r.label, a.region, '') = '', region_label, a.department, label, a.agency
