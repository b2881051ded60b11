-- Levels whose places do not add up to the country, to the unit.
with level_total as (
  select indicator, kind, period, level, sum(count) as observations, sum(numerator) as numerator, sum(denominator) as denominator
  from performance.indicator
  group by indicator, kind, period, level
)
select l.indicator, l.level, count(*) as periods, min(l.period) as first_period
from level_total as l
left join level_total as c on c.indicator = l.indicator and c.kind = l.kind and c.period = l.period and c.level = 'country'
where l.level <> 'country'
  and not coalesce(
    l.observations = c.observations
      and round(l.numerator - c.numerator) = 0
      and round(l.denominator - c.denominator) = 0,
    false)
group by l.indicator, l.level
order by l.indicator, l.level
