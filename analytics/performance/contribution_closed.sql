-- title: What each establishment counts for in the indicators of the offers closed in a quarter
-- grain: none
-- materialize: view
-- note: all of it follows from the part of unit.offer of that quarter, and from nothing else: contribution_dated has the others
with contribution as (
  select
    'ent1' as indicator, '' as facet, agency, month, establishment, rome, naf_section, contract, channel, size_class, cast(null as varchar) as context,
    count, numerator, denominator
  from unit.ent1
  union all
  select 'ent1', 'without', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.ent1_without
  union all
  select 'ent1_positions', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.ent1_positions
  union all
  select 'fill', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.fill
  union all
  select 'delay', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.delay
  union all
  select 'appl', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.appl
  union all
  select 'svc', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.svc
  union all
  select 'svc_share', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.svc_share
  where service = ''
)
select
  quarter_of(cast(concat(month, '-01') as date)) as block,
  indicator, facet, agency, month, establishment,
  left(rome, 1) as domain, naf_section, contract, channel, size_class, context,
  count, numerator, denominator
from contribution
