-- title: Recruiting events as indicators see them
-- grain: event_id
-- materialize: view
-- note: an event counts under each trade that it was for; it names no establishment, as if one had made them all
select
  v.event_id,
  coalesce(a.agency, 'ZZ') as agency,
  v.held_month as month,
  coalesce(v.event_type, 'ZZ') as event_type,
  coalesce(nullif(array_to_string(v.romes, ' '), ''), 'ZZ') as rome,
  '' as establishment,
  v.registered,
  v.attendees,
  v.companies,
  v.hires
from core.event as v
left join core.agency as a on a.agency = v.agency
