-- title: Callbacks that companies asked for in their answers, with their working-day clock
-- grain: survey_id
-- seed: I.5 Les enquêtes locales de satisfaction : « Les questionnaires proposent aux entreprises d'être contactées par un conseiller suite à l'enquête. »
-- note: asked on the day of the answer; due on the rule_callback_days()th working day after it
-- note: a callback with an outcome is closed; TRAITE and INJOIGNABLE are dealt with, SANS_SUITE is not
-- note: is_over says that the delay has run out: nothing that happens from the as-of date on can be in time
-- audit: due_on > asked_on
-- audit: not is_in_time or is_closed
-- audit: is_closed = (called_back_on is not null)
with working as (
  select day_on, working_days
  from ref.working_day
),
asked as (
  select
    s.survey_id, coalesce(a.agency, 'ZZ') as agency, s.siret, s.offer_id, s.context,
    s.answered_on as asked_on, s.called_back_on, s.callback_outcome,
    w.working_days as asked_day,
    w.working_days + cast(rule_callback_days() as bigint) as due_day
  from core.survey_return as s
  inner join working as w on w.day_on = s.answered_on
  left join core.agency as a on a.agency = s.agency
  where s.callback_asked and s.answered_on is not null
)
select
  q.survey_id,
  q.agency,
  q.siret,
  q.offer_id,
  q.context,
  q.asked_on,
  d.day_on as due_on,
  q.called_back_on,
  q.callback_outcome,
  q.called_back_on is not null as is_closed,
  d.day_on < as_of() as is_over,
  coalesce(q.callback_outcome in ('TRAITE', 'INJOIGNABLE') and c.working_days - q.asked_day <= rule_callback_days(), false) as is_in_time
from asked as q
inner join ref.working_day as d on d.working_days = q.due_day and d.is_working
left join working as c on c.day_on = q.called_back_on
