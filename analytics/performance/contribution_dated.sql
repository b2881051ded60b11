-- title: What each establishment counts for in the indicators of a quarter that are not of offers
-- grain: none
-- materialize: view
-- note: by month of the request, of the survey or of the event
with contribution as (
  select 'ent2' as indicator, '' as facet, agency, month, establishment, cast(null as varchar) as rome, naf_section, cast(null as varchar) as contract, cast(null as varchar) as channel, size_class, context,
    count, numerator, denominator
  from unit.ent2
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
