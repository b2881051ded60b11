select department, 'department' as level, department as code
from ref.department
union all
select department, 'region', region
from ref.department
where region is not null
union all
select department, 'country', 'FR'
from ref.department
