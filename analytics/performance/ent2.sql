-- id: ent2
-- title: Satisfaction des entreprises
-- grain: level, code, kind, period
-- unit: rate
-- sense: higher
-- definition: Parmi les réponses aux enquêtes locales reçues dans la période, dans les trois contextes (rencontre, promotion de profil,
--   clôture d'une offre) : part des réponses satisfaites, de note 3 ou 4 sur 4. Intervalle à 95 % de Wilson.
-- version: 1
-- seed: I.4 Les collaborations du CDE : « Définition ENT 2 : mesure la satisfaction des entreprises suite aux services rendus à des moments clés de leur relation avec Pôle emploi. »
-- audit: count = denominator
-- audit: numerator between 0 and denominator
-- audit: (value is null) = (count = 0)
-- audit: value is null or value between 0 and 1
-- audit: value is null or (low between 0 and value and high between value and 1)
with answered as (
  select coalesce(a.agency, 'ZZ') as agency, month_of(s.answered_on) as month, s.satisfaction
  from core.survey_return as s
  left join core.agency as a on a.agency = s.agency
  where s.answered_on is not null
),
observed as (
  select
    agency, month,
    count(*) as answers,
    count(*) filter (where satisfaction >= rule_satisfied_from()) as satisfied
  from answered
  group by agency, month
),
rolled as (
  select p.level, p.code, m.kind, m.period, cast(sum(o.satisfied) as bigint) as satisfied, cast(sum(o.answers) as bigint) as answers
  from observed as o
  inner join performance.agency_place as p on p.agency = o.agency
  inner join performance.period_month as m on m.month = o.month
  group by p.level, p.code, m.kind, m.period
),
place as (
  select level, code, min(label) as label
  from performance.agency_place
  group by level, code
),
period as (
  select distinct kind, period
  from performance.period_month
)
select
  p.level,
  p.code,
  p.label,
  t.kind,
  t.period,
  coalesce(r.answers, 0) as count,
  coalesce(r.satisfied, 0) as numerator,
  coalesce(r.answers, 0) as denominator,
  ratio(r.satisfied, r.answers) as value,
  wilson_low(r.satisfied, r.answers) as low,
  wilson_high(r.satisfied, r.answers) as high
from place as p
cross join period as t
left join rolled as r on r.level = p.level and r.code = p.code and r.kind = t.kind and r.period = t.period
