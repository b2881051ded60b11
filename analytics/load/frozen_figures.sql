-- the quarters of ENT2 and RESP as they were reported, in total ('') and by context; is_same says that the
-- place adds up as the agencies that it has today: else what froze is of another territory
with total as (
  select
    level, code, period, '' as context, min(frozen_on) as frozen_on,
    sum(sent) as sent, sum(returned) as returned, sum(answers) as answers, sum(satisfied) as satisfied
  from meta.survey_frozen
  group by level, code, period
),
today as (
  select p.level, p.code, t.period, sum(t.sent) as sent, sum(t.returned) as returned, sum(t.answers) as answers, sum(t.satisfied) as satisfied
  from total as t
  inner join performance.agency_place as p on p.agency = t.code
  where t.level = 'agency'
  group by p.level, p.code, t.period
),
figure as (
  select level, code, period, context, frozen_on, sent, returned, answers, satisfied
  from total
  union all
  select level, code, period, context, frozen_on, sent, returned, answers, satisfied
  from meta.survey_frozen
),
placed as (
  select
    f.level, f.code, f.period, f.context, strftime(f.frozen_on, '%Y-%m-%d') as frozen_on, f.sent, f.returned, f.answers, f.satisfied,
    coalesce(d.sent = t.sent and d.returned = t.returned and d.answers = t.answers and d.satisfied = t.satisfied, false) as is_same
  from figure as f
  inner join total as t on t.level = f.level and t.code = f.code and t.period = f.period
  left join today as d on d.level = f.level and d.code = f.code and d.period = f.period
)
select 'ent2' as indicator, level, code, period, context, frozen_on, cast(satisfied as bigint) as numerator, cast(answers as bigint) as denominator, is_same
from placed
union all
select 'resp', level, code, period, context, frozen_on, cast(returned as bigint), cast(sent as bigint), is_same
from placed
