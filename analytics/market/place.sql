-- title: Territories that a department belongs to
-- grain: department, level
-- materialize: view
select department, 'department' as level, department as code, label
from ref.department
union all
select d.department, 'region', d.region, coalesce(r.label, d.region)
from ref.department as d
left join ref.region as r on r.region = d.region
where d.region is not null
union all
select department, 'country', 'FR', 'France'
from ref.department
