with now as (
  select context, sent, returned, answers, satisfied, mark_1, mark_2, mark_3, mark_4, callbacks, callbacks_closed, callbacks_over, callbacks_in_time
  from performance.survey_quarter
  where level = $1 and code = $2 and period = $3
),
frozen as (
  select context, sent, returned, answers, satisfied, mark_1, mark_2, mark_3, mark_4
  from meta.survey_frozen
  where level = $1 and code = $2 and period = $3
)
select
  coalesce(n.context, f.context) as context,
  coalesce(n.sent, 0), coalesce(n.returned, 0), coalesce(n.answers, 0), coalesce(n.satisfied, 0),
  coalesce(n.mark_1, 0), coalesce(n.mark_2, 0), coalesce(n.mark_3, 0), coalesce(n.mark_4, 0),
  coalesce(n.callbacks, 0), coalesce(n.callbacks_closed, 0), coalesce(n.callbacks_over, 0), coalesce(n.callbacks_in_time, 0),
  coalesce(f.sent, 0), coalesce(f.returned, 0), coalesce(f.answers, 0), coalesce(f.satisfied, 0),
  coalesce(f.mark_1, 0), coalesce(f.mark_2, 0), coalesce(f.mark_3, 0), coalesce(f.mark_4, 0)
from now as n
full join frozen as f on f.context = n.context
order by coalesce(n.context, f.context)
