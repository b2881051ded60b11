-- title: What each establishment counts for in the indicators of the offers created or filled in a quarter
-- grain: none
-- materialize: view
-- note: by month of creation or of filling; unit.offer_print tells when those of a quarter move
with contribution as (
  select
    'ent3' as indicator, '' as facet, agency, month, establishment, rome, naf_section, contract, channel, size_class, cast(null as varchar) as context,
    count, numerator, denominator
  from unit.ent3
  union all
  select 'ent3', 'survival', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.ent3_survival
  union all
  select 'alerts', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.alerts
  where rule = ''
)
select
  quarter_of(cast(concat(month, '-01') as date)) as block,
  indicator, facet, agency, month, establishment,
  left(rome, 1) as domain, naf_section, contract, channel, size_class, context,
  count, numerator, denominator
from contribution
