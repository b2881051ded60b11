-- id: ent3
-- title: Délai de recrutement
-- grain: level, code, kind, period
-- unit: days
-- sense: lower
-- definition: Pour les offres confiées pourvues dans la période : nombre moyen de jours entre la création de l'offre et la date à laquelle
--   elle est pourvue, avec la médiane à côté. Intervalle à 95 % de Student. Les offres encore ouvertes n'y comptent pas.
-- version: 1
-- seed: I.4 Les collaborations du CDE : « Définition ENT 3 : mesure le délai de recrutement pour les offres déposées auprès de Pôle emploi. »
-- note: offers are counted by number of days, so that the median adds up over agencies and months as exactly as the mean does
-- note: numerator is the total of the days, denominator the offers
-- audit: count = denominator
-- audit: (value is null) = (count = 0)
-- audit: (median is null) = (count = 0)
-- audit: (low is null) = (count <= 1)
-- audit: low is null or (low <= value and value <= high)
with filled as (
  select coalesce(a.agency, 'ZZ') as agency, month_of(o.filled_on) as month, o.filled_on - o.created_on as days
  from core.offer as o
  left join core.agency as a on a.agency = o.agency
  where o.entrusted and o.filled_on < as_of()
),
observed as (
  select agency, month, days, count(*) as offers
  from filled
  group by agency, month, days
),
rolled as (
  select p.level, p.code, m.kind, m.period, o.days, cast(sum(o.offers) as bigint) as offers
  from observed as o
  inner join performance.agency_place as p on p.agency = o.agency
  inner join performance.period_month as m on m.month = o.month
  group by p.level, p.code, m.kind, m.period, o.days
),
cumulated as (
  select
    level, code, kind, period, days, offers,
    sum(offers) over (partition by level, code, kind, period order by days rows unbounded preceding) as up_to,
    sum(offers) over (partition by level, code, kind, period) as total
  from rolled
),
-- The median lies between the first number of days that half of the offers
-- do not exceed and the first that more than half do not exceed.
summed as (
  select
    level, code, kind, period,
    cast(sum(offers) as bigint) as offers,
    cast(sum(days * offers) as bigint) as days,
    cast(sum(days * days * offers) as bigint) as squares,
    min(case when up_to >= total - up_to then days end) as median_low,
    min(case when up_to > total - up_to then days end) as median_high
  from cumulated
  group by level, code, kind, period
),
estimated as (
  select
    s.level, s.code, s.kind, s.period, s.offers, s.days,
    s.days / s.offers as mean,
    (s.median_low + s.median_high) / 2 as median,
    coalesce(t.t, student_beyond(s.offers - 1))
      * sqrt((s.squares - s.days * (s.days / s.offers)) / nullif(s.offers - 1, 0) / s.offers) as margin
  from summed as s
  left join ref.student as t on t.df = s.offers - 1
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
  coalesce(e.offers, 0) as count,
  coalesce(e.days, 0) as numerator,
  coalesce(e.offers, 0) as denominator,
  e.mean as value,
  e.mean - e.margin as low,
  e.mean + e.margin as high,
  e.median
from place as p
cross join period as t
left join estimated as e on e.level = p.level and e.code = p.code and e.kind = t.kind and e.period = t.period
