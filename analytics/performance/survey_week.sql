-- title: Surveys by agency, week of sending and context: sent, and returned since
-- grain: agency, week_on, context, period
-- seed: I.5 Les enquêtes locales de satisfaction : « Chaque semaine Ipsos adresse des questionnaires par mail à l'entreprise dans trois contextes »
-- note: week_on is its Monday; a week that two quarters share has a row in each, so that weeks add up to quarters
-- audit: returned between 0 and sent
-- audit: sent > 0
with published as (
  select distinct period
  from performance.period_month
  where kind = 'quarter' and is_published
)
select
  coalesce(a.agency, 'ZZ') as agency,
  week_start(s.sent_on) as week_on,
  s.context,
  q.period,
  count(*) as sent,
  count(s.answered_on) as returned
from core.survey_return as s
inner join published as q on q.period = quarter_of(s.sent_on)
left join core.agency as a on a.agency = s.agency
group by coalesce(a.agency, 'ZZ'), week_start(s.sent_on), s.context, q.period
