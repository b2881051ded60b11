-- What the units of the reason chosen add up to, at every level and in every period.
select
  u.indicator, p.level, p.code, t.kind, t.period,
  cast(sum(u.count) as bigint) as count,
  cast(sum(u.numerator * u.count) as bigint) as numerator,
  cast(sum(u.denominator * u.count) as bigint) as denominator
from unit.observed as u
inner join performance.agency_place as p on p.agency = u.agency
inner join performance.period_month as t on t.month = u.month and t.is_published
where u.facet = ''
group by all
