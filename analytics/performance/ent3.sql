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
-- literal: 2 the middle of two ranks
-- audit: count = denominator
-- audit: (value is null) = (count = 0)
-- audit: (median is null) = (count = 0)
-- audit: value is null or (value >= 0 and median >= 0)
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
-- Millions of counts are grouped and sorted here: by numbers rather than by
-- names, and by place first, which leaves fewer to spread over the periods.
place as (
  select agency, level, code, label, dense_rank() over (order by level, code) as place_no
  from performance.agency_place
),
period as (
  select kind, period, month, dense_rank() over (order by kind, period) as period_no
  from performance.period_month
),
observed_in_place as (
  select p.place_no, o.month, o.days, cast(sum(o.offers) as bigint) as offers
  from observed as o
  inner join place as p on p.agency = o.agency
  group by p.place_no, o.month, o.days
),
rolled as (
  select o.place_no, t.period_no, o.days, cast(sum(o.offers) as bigint) as offers
  from observed_in_place as o
  inner join period as t on t.month = o.month
  group by o.place_no, t.period_no, o.days
),
cumulated as (
  select
    place_no, period_no, days, offers,
    sum(offers) over (partition by place_no, period_no order by days rows unbounded preceding) as up_to,
    sum(offers) over (partition by place_no, period_no) as total
  from rolled
),
-- The median lies between the first number of days that half of the offers
-- do not exceed and the first that more than half do not exceed.
summed as (
  select
    place_no, period_no,
    cast(sum(offers) as bigint) as offers,
    cast(sum(days * offers) as bigint) as days,
    cast(sum(days * days * offers) as bigint) as squares,
    min(case when up_to >= total - up_to then days end) as median_low,
    min(case when up_to > total - up_to then days end) as median_high
  from cumulated
  group by place_no, period_no
),
estimated as (
  select
    s.place_no, s.period_no, s.offers, s.days,
    s.days / s.offers as mean,
    (s.median_low + s.median_high) / 2 as median,
    coalesce(t.t, student_beyond(s.offers - 1))
      * sqrt((s.squares - s.days * (s.days / s.offers)) / nullif(s.offers - 1, 0) / s.offers) as margin
  from summed as s
  left join ref.student as t on t.df = s.offers - 1
),
named_place as (
  select place_no, level, code, min(label) as label
  from place
  group by place_no, level, code
),
named_period as (
  select distinct period_no, kind, period
  from period
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
from named_place as p
cross join named_period as t
left join estimated as e on e.place_no = p.place_no and e.period_no = t.period_no
