-- title: Surveys by place, quarter and context: sent and returned, marks, callbacks
-- grain: level, code, period, context
-- seed: I.5 Les enquêtes locales de satisfaction : « La restitution des enquêtes : elle se fait trimestriellement. »
-- note: sent and returned are of the surveys sent in the quarter; answers, marks and callbacks of those answered in it
-- note: a place has no row for a quarter and a context of which nothing was sent nor answered; meta.survey_frozen has the figures of a quarter as it froze
-- note: callbacks of which the delay has run out are over; in time are those dealt with within it
-- literal: 2 a mark
-- literal: 3 a mark, and the months of a quarter
-- literal: 4 a mark
-- audit: returned between 0 and sent
-- audit: mark_1 + mark_2 + mark_3 + mark_4 = answers
-- audit: satisfied between 0 and answers
-- audit: callbacks_over between 0 and callbacks
-- audit: callbacks_in_time between 0 and callbacks_over
with survey as (
  select coalesce(a.agency, 'ZZ') as agency, s.survey_id, s.context, s.sent_on, s.answered_on, s.satisfaction
  from core.survey_return as s
  left join core.agency as a on a.agency = s.agency
),
by_agency as (
  select
    agency, context, quarter_start(sent_on) as quarter_on,
    count(*) as sent, count(answered_on) as returned,
    0 as answers, 0 as satisfied, 0 as mark_1, 0 as mark_2, 0 as mark_3, 0 as mark_4,
    0 as callbacks, 0 as callbacks_closed, 0 as callbacks_over, 0 as callbacks_in_time
  from survey
  group by agency, context, quarter_start(sent_on)
  union all
  select
    agency, context, quarter_start(answered_on) as quarter_on,
    0 as sent, 0 as returned,
    count(*) as answers,
    count(*) filter (where satisfaction >= rule_satisfied_from()) as satisfied,
    count(*) filter (where satisfaction = 1) as mark_1,
    count(*) filter (where satisfaction = 2) as mark_2,
    count(*) filter (where satisfaction = 3) as mark_3,
    count(*) filter (where satisfaction = 4) as mark_4,
    0 as callbacks, 0 as callbacks_closed, 0 as callbacks_over, 0 as callbacks_in_time
  from survey
  where answered_on is not null
  group by agency, context, quarter_start(answered_on)
  union all
  select
    agency, context, quarter_start(asked_on) as quarter_on,
    0 as sent, 0 as returned, 0 as answers, 0 as satisfied, 0 as mark_1, 0 as mark_2, 0 as mark_3, 0 as mark_4,
    count(*) as callbacks,
    count(*) filter (where is_closed) as callbacks_closed,
    count(*) filter (where is_over) as callbacks_over,
    count(*) filter (where is_over and is_in_time) as callbacks_in_time
  from performance.callback_request
  group by agency, context, quarter_start(asked_on)
),
published as (
  select distinct period
  from performance.period_month
  where kind = 'quarter' and is_published
)
select
  p.level,
  p.code,
  q.period,
  o.context,
  min(p.label) as label,
  cast(o.quarter_on + interval 3 month as date) - 1 + cast(rule_freeze_days() as integer) as freezes_on,
  cast(sum(o.sent) as bigint) as sent,
  cast(sum(o.returned) as bigint) as returned,
  cast(sum(o.answers) as bigint) as answers,
  cast(sum(o.satisfied) as bigint) as satisfied,
  cast(sum(o.mark_1) as bigint) as mark_1,
  cast(sum(o.mark_2) as bigint) as mark_2,
  cast(sum(o.mark_3) as bigint) as mark_3,
  cast(sum(o.mark_4) as bigint) as mark_4,
  cast(sum(o.callbacks) as bigint) as callbacks,
  cast(sum(o.callbacks_closed) as bigint) as callbacks_closed,
  cast(sum(o.callbacks_over) as bigint) as callbacks_over,
  cast(sum(o.callbacks_in_time) as bigint) as callbacks_in_time
from by_agency as o
inner join published as q on q.period = quarter_of(o.quarter_on)
inner join performance.agency_place as p on p.agency = o.agency
group by p.level, p.code, q.period, o.context, o.quarter_on
