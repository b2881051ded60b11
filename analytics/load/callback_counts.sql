select count(*) as waiting, count(*) filter (where is_over) as late
from performance.callback_request
where not is_closed and ($1 = '' or agency = $1)
