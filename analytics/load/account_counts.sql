select count(*) as waiting, count(*) filter (where is_late) as late
from accounts.waiting
where ($1 = '' or agency = $1) and ($2 = '' or next_action = $2)
