select department, coalesce(label, department) as label, coalesce(region = $1, false) as in_region
from ref.department
order by department
