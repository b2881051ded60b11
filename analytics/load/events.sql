select
  v.event_id, coalesce(a.agency, 'ZZ') as agency, coalesce(a.label, a.agency, 'Sans agence') as agency_label, v.event_type,
  strftime(v.held_on, '%Y-%m-%d') as held_on, array_to_string(v.romes, ' ') as romes,
  1 as events, v.registered, v.attendees, v.companies, v.hires,
  ratio(v.attendees, v.registered) as attendance, cast(v.hires as double) as hires_per_event, ratio(v.hires, v.companies) as hires_per_company,
  concat_ws(' ', strftime(v.held_on, '%Y-%m-%d'), v.event_id) as place
from core.event as v
left join core.agency as a on a.agency = v.agency
where v.held_on between cast($1 as date) and cast($2 as date)
  and ($3 = '' or coalesce(a.agency, 'ZZ') = $3)
  and ($4 = '' or v.event_type = $4)
  and ($5 = '' or concat_ws(' ', strftime(v.held_on, '%Y-%m-%d'), v.event_id) < $5)
order by place desc
limit $6
