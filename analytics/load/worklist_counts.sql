select count(*) as waiting, count(*) filter (where due_on < as_of()) as late
from performance.worklist
where ($1 = '' or agency = $1)
