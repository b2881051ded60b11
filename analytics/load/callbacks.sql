with clock as (
  select working_days
  from ref.working_day
  where day_on = as_of() - 1
)
select
  q.survey_id, q.agency, coalesce(a.label, q.agency) as agency_label, q.siret, e.company, q.offer_id, q.context,
  strftime(q.asked_on, '%Y-%m-%d') as asked_on, strftime(q.due_on, '%Y-%m-%d') as due_on,
  q.is_over,
  cast(d.working_days - c.working_days as integer) as working_days_left
from performance.callback_request as q
cross join clock as c
inner join ref.working_day as d on d.day_on = q.due_on
left join core.agency as a on a.agency = q.agency
left join core.establishment as e on e.siret = q.siret
where not q.is_closed
  and ($1 = '' or q.agency = $1)
  and ($2 = '' or concat_ws(' ', strftime(q.due_on, '%Y-%m-%d'), q.survey_id) > $2)
order by concat_ws(' ', strftime(q.due_on, '%Y-%m-%d'), q.survey_id)
limit $3
