select offer_id, title, rule, channel, agency, department, strftime(created_on, '%Y-%m-%d') as created_on, other_offer_id, coalesce(detail, '') as detail
from channel.decision
where action = 'alert'
  and ($1 = '' or agency = $1) and ($2 = '' or channel = $2) and ($3 = '' or rule = $3)
  and ($4 = '' or concat_ws(' ', strftime(created_on, '%Y-%m-%d'), offer_id, rule) < $4)
order by concat_ws(' ', strftime(created_on, '%Y-%m-%d'), offer_id, rule) desc
limit $5
