-- title: Figures of the surveys as they were when their quarter froze
-- grain: level, code, period, context
-- seed: I.5 Les enquêtes locales de satisfaction : « La restitution des enquêtes : elle se fait trimestriellement. »
-- note: a quarter freezes at the first refresh rule_freeze_days() days after its end, all places at once; from then on its rows are handed from night to night as they are
-- note: what comes late shows as the difference with performance.survey_quarter; a place without a row in a frozen quarter had nothing then
-- note: of the nights that were run, and so in schema meta: another lake froze on another day
-- audit: frozen_on <= as_of()
with frozen as (
  select distinct period
  from before.survey_frozen
)
select
  level, code, period, context, label, frozen_on, sent, returned, answers, satisfied, mark_1, mark_2, mark_3, mark_4
from before.survey_frozen
union all
select
  q.level, q.code, q.period, q.context, q.label, as_of() as frozen_on, q.sent, q.returned, q.answers, q.satisfied, q.mark_1, q.mark_2, q.mark_3, q.mark_4
from performance.survey_quarter as q
anti join frozen as f on f.period = q.period
where q.freezes_on <= as_of()
