select
  block, indicator, facet, agency, month, establishment, domain, naf_section, contract, channel, size_class, context,
  cast(sum(count) as bigint) as count,
  cast(sum(count * numerator) as bigint) as numerator,
  cast(sum(count * denominator) as bigint) as denominator
from performance.contribution
where block = ?
group by all
order by indicator, facet
