-- title: Indicators by place and period, with targets, comparisons and ranks
-- grain: indicator, level, code, kind, period
-- seed: I.4 Les collaborations du CDE : ENT 1, ENT 2, ENT 3 et leurs objectifs
-- note: the target is the one of the place's region and of the period's year, the most specific that is loaded; France has only those of every region
-- note: rank compares agencies and directorates within their region, departments and regions within France, best first, ties sharing it; ZZ has none
-- audit: indicator = 'ent3' or value is null or (low between 0 and value and high between value and 1)
-- audit: indicator = 'ent3' or numerator between 0 and denominator
-- audit: (value is null) = (count = 0)
-- audit: rank is null or (rank >= 1 and value is not null)
with measured as (
  select
    'ent1' as indicator, '1' as version, level, code, label, kind, period,
    count, numerator, denominator, value, low, high, cast(null as double) as median, value as merit
  from performance.ent1
  union all
  select
    'ent2', '1', level, code, label, kind, period,
    count, numerator, denominator, value, low, high, null, value
  from performance.ent2
  union all
  select
    'ent3', '1', level, code, label, kind, period,
    count, numerator, denominator, value, low, high, median, -value
  from performance.ent3
),
place as (
  select
    level, code,
    coalesce(min(region), '') as region,
    case when level in ('agency', 'directorate') then coalesce(min(region), '') else 'FR' end as peers
  from performance.agency_place
  group by level, code
),
period as (
  select distinct kind, period, year, previous, year_before
  from performance.period_month
  where is_published
),
scope as (
  select distinct p.region, t.year
  from place as p
  cross join period as t
),
target as (
  select t.indicator, s.region, s.year, t.target
  from scope as s
  inner join ref.target as t on coalesce(t.region, '') in ('', s.region) and coalesce(t.year, s.year) = s.year
  qualify row_number() over (
    partition by t.indicator, s.region, s.year
    order by coalesce(t.region, '') desc, t.year is null, t.target
  ) = 1
),
ranked as (
  select
    m.indicator, m.level, m.code, m.kind, m.period,
    rank() over (partition by m.indicator, m.kind, m.period, m.level, p.peers order by m.merit desc) as rank
  from measured as m
  inner join place as p on p.level = m.level and p.code = m.code
  where m.merit is not null and m.code <> 'ZZ' and m.level <> 'country'
)
select
  m.indicator,
  m.version,
  m.level,
  m.code,
  m.label,
  m.kind,
  m.period,
  m.count,
  m.numerator,
  m.denominator,
  m.value,
  m.low,
  m.high,
  m.median,
  g.target,
  m.value - g.target as gap,
  b.value as previous,
  y.value as year_before,
  r.rank,
  m.count < rule_low_n() as low_n
from measured as m
inner join period as t on t.kind = m.kind and t.period = m.period
inner join place as p on p.level = m.level and p.code = m.code
left join target as g on g.indicator = m.indicator and g.region = p.region and g.year = t.year
left join measured as b
  on b.indicator = m.indicator and b.level = m.level and b.code = m.code and b.kind = m.kind and b.period = t.previous
left join measured as y
  on y.indicator = m.indicator and y.level = m.level and y.code = m.code and y.kind = m.kind and y.period = t.year_before
left join ranked as r
  on r.indicator = m.indicator and r.level = m.level and r.code = m.code and r.kind = m.kind and r.period = m.period
