-- title: What of the indicators is hidden, by audience and quarter
-- grain: audience, bundle, block, kind, level, code, cut, value
-- through: hidden
-- with: performance.agency_place, before.hidden
-- seed: méthode : secret statistique
-- note: a quarter is decided when it is over, after the delay of the audience; what was hidden a night before stays so, which makes the table one of the nights that were run, and so in schema meta
-- note: kind decided has one row for each quarter that is: all else of it is shown, but for what ref.publication leaves out; month and quarter hide a place by the month, and by the quarter too
-- note: events know of no establishment, as if one had made them all: they are for who may see every cell
-- note: kind cut hides, by a cut, a place in every value, or a value in every place; * is every one, or none where there is no cut
-- audit: kind in ('decided', 'month', 'quarter', 'cut')
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
  cast(sum(count) as bigint) as count,
  cast(sum(count * numerator) as bigint) as numerator,
  cast(sum(count * denominator) as bigint) as denominator
from contribution
group by all
