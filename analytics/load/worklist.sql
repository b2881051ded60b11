select
  w.offer_id, w.agency, coalesce(a.label, w.agency) as agency_label, w.title, w.rome, w.department, w.siret, w.company,
  strftime(w.created_on, '%Y-%m-%d') as created_on, strftime(w.closed_on, '%Y-%m-%d') as closed_on,
  w.positions, w.applications, w.reason, w.entered_on, strftime(w.due_on, '%Y-%m-%d') as due_on,
  w.due_on < as_of() as is_late, cast(w.due_on - as_of() as integer) as days_left, cast(as_of() - w.created_on as integer) as age
from performance.worklist as w
left join core.agency as a on a.agency = w.agency
where ($1 = '' or w.agency = $1)
  and ($2 = '' or concat_ws(' ', strftime(w.due_on, '%Y-%m-%d'), w.offer_id) > $2)
order by concat_ws(' ', strftime(w.due_on, '%Y-%m-%d'), w.offer_id)
limit $3
