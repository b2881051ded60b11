-- Indicators that the units of a night do not add up to, counted by SQL alone: places of
-- every level, periods of every kind, to the unit.
with by_month as (
  select
    indicator, agency, month,
    cast(sum(count) as bigint) as observations,
    cast(sum(count * numerator) as bigint) as numerator,
    cast(sum(count * denominator) as bigint) as denominator
  from unit.observed
  where facet = ''
  group by indicator, agency, month
),
counted as (
  select
    u.indicator, p.level, p.code, m.kind, m.period,
    cast(sum(u.observations) as bigint) as observations,
    cast(sum(u.numerator) as bigint) as numerator,
    cast(sum(u.denominator) as bigint) as denominator
  from by_month as u
  inner join performance.agency_place as p on p.agency = u.agency
  inner join performance.period_month as m on m.month = u.month and m.is_published
  group by u.indicator, p.level, p.code, m.kind, m.period
)
select coalesce(i.indicator, c.indicator) as indicator, coalesce(i.level, c.level) as level, count(*) as periods, min(coalesce(i.period, c.period)) as first_period
from performance.indicator as i
full join counted as c on c.indicator = i.indicator and c.level = i.level and c.code = i.code and c.kind = i.kind and c.period = i.period
where i.count is distinct from coalesce(c.observations, 0)
  or i.numerator is distinct from coalesce(c.numerator, 0)
  or i.denominator is distinct from coalesce(c.denominator, 0)
group by coalesce(i.indicator, c.indicator), coalesce(i.level, c.level)
order by indicator, level
