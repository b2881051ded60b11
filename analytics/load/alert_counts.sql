select channel, rule, count(*) as alerts
from channel.decision
where action = 'alert' and ($1 = '' or agency = $1) and ($2 = '' or channel = $2) and ($3 = '' or rule = $3)
group by channel, rule
order by channel, rule
