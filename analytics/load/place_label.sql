select min(label) as label
from performance.agency_place
where level = $1 and code = $2
having count(*) > 0
