-- title: What each establishment counts for in the indicators of a quarter, as disclosure control reads it
-- grain: none
-- materialize: view
-- note: count units alike, each adding numerator and denominator, of a facet of an indicator; cuts that an indicator has not are null
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
  select 'ent2', '', agency, month, establishment, null, naf_section, null, null, size_class, context, count, numerator, denominator
  from unit.ent2
  union all
  select 'ent3', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.ent3
  union all
  select 'ent3', 'survival', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.ent3_survival
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
  union all
  select 'alerts', '', agency, month, establishment, rome, naf_section, contract, channel, size_class, null, count, numerator, denominator
  from unit.alerts
  where rule = ''
  union all
  select 'resp', '', agency, month, establishment, null, naf_section, null, null, size_class, context, count, numerator, denominator
  from unit.resp
  union all
  select 'callback', '', agency, month, establishment, null, naf_section, null, null, size_class, context, count, numerator, denominator
  from unit.callback
  union all
  select 'e8', '', agency, month, establishment, null, naf_section, null, null, size_class, null, count, numerator, denominator
  from unit.e8
  union all
  select 'e8_open_hours', '', agency, month, establishment, null, naf_section, null, null, size_class, null, count, numerator, denominator
  from unit.e8_open_hours
  union all
  select 'cert', '', agency, month, establishment, null, naf_section, null, null, size_class, null, count, numerator, denominator
  from unit.cert
  union all
  select 'event', '', agency, month, establishment, null, null, null, null, null, null, count, numerator, denominator
  from unit.event
  union all
  select 'event_hires', '', agency, month, establishment, null, null, null, null, null, null, count, numerator, denominator
  from unit.event_hires
  union all
  select 'event_company_hires', '', agency, month, establishment, null, null, null, null, null, null, count, numerator, denominator
  from unit.event_company_hires
)
select
  quarter_of(cast(concat(month, '-01') as date)) as block,
  indicator, facet, agency, month, establishment,
  left(rome, 1) as domain, naf_section, contract, channel, size_class, context,
  count, numerator, denominator
from contribution
