select
  block, indicator, facet, agency, month, establishment, domain, naf_section, contract, channel, size_class, context, count, numerator, denominator
from hiding.contribution
where block = ?
order by indicator, facet
