select department, ring, longitude, latitude
from ref.department_outline
order by department, ring, position
