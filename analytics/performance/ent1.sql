-- id: ent1
-- title: Taux de recrutement des offres avec services
-- grain: level, code, kind, period
-- unit: rate
-- sense: higher
-- definition: Parmi les offres confiées closes dans la période, hors doublons et offres non conformes, et pour lesquelles au moins
--   un service a été délivré au plus tard le jour de la clôture : part des offres pourvues, par un candidat du service ou autrement.
--   Intervalle à 95 % de Wilson.
-- version: 1
-- seed: I.4 Les collaborations du CDE : « Définition ENT 1 : Il mesure le taux de recrutement pour les offres d'emploi avec des services délivrés aux entreprises. »
-- audit: count = denominator
-- audit: numerator between 0 and denominator
-- audit: (value is null) = (count = 0)
-- audit: value is null or value between 0 and 1
-- audit: value is null or (low between 0 and value and high between value and 1)
with served as (
  select offer_id, min(delivered_on) as first_on
  from core.service
  group by offer_id
),
closed as (
  select coalesce(a.agency, 'ZZ') as agency, month_of(o.closed_on) as month, o.outcome
  from core.offer as o
  inner join served as s on s.offer_id = o.offer_id and s.first_on <= o.closed_on
  left join core.agency as a on a.agency = o.agency
  where o.entrusted and o.closed_on is not null and not is_void(o.outcome)
),
observed as (
  select
    agency, month,
    count(*) as offers,
    count(*) filter (where is_filled(outcome)) as filled
  from closed
  group by agency, month
),
rolled as (
  select p.level, p.code, m.kind, m.period, cast(sum(o.filled) as bigint) as filled, cast(sum(o.offers) as bigint) as offers
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
  coalesce(r.offers, 0) as count,
  coalesce(r.filled, 0) as numerator,
  coalesce(r.offers, 0) as denominator,
  ratio(r.filled, r.offers) as value,
  wilson_low(r.filled, r.offers) as low,
  wilson_high(r.filled, r.offers) as high
from place as p
cross join period as t
left join rolled as r on r.level = p.level and r.code = p.code and r.kind = t.kind and r.period = t.period
