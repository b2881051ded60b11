-- title: What of the indicators is hidden, by audience and quarter
-- grain: audience, bundle, block, kind, level, code, cut, value
-- through: hidden
-- with: performance.agency_place, before.hidden
-- seed: méthode : secret statistique
-- note: a quarter is decided when it is over, after the delay of the audience; what was hidden a night before stays so, which makes the table one of the nights that were run, and so in schema meta
-- note: kind decided has one row for each quarter that is: all else of it is shown, but for what ref.publication leaves out; month and quarter hide a place by the month, and by the quarter too
-- note: events know of no establishment, as if one had made them all: they are for who may see every cell
-- note: kind cut hides, by a cut, a place in every value, or a value in every place; * is every one, or none where there is no cut
-- note: kind counted has one row for each quarter: a print of its contributions, of the places and of the settings. A quarter that is long over and whose print did not
--   move keeps what a night before decided, and is not read again; what open offers grow older by is not in the print
-- audit: kind in ('counted', 'decided', 'month', 'quarter', 'cut')
with place as (
  select sum(cast(content_hash(agency, level, code) as hugeint)) as print
  from performance.agency_place
),
counted as (
  select
    block,
    block < quarter_of(months_before(as_of(), rule_hidden_settled_months())) as is_long_over,
    min(month) as month,
    sum(cast(content_hash(
      content_hash(indicator, facet, agency, month),
      content_hash(establishment, domain, naf_section, contract),
      content_hash(channel, size_class, context, count),
      case when facet <> 'survival' then content_hash(numerator, denominator, null) end
    ) as hugeint)) as print
  from performance.contribution
  where block < quarter_of(as_of())
  group by block
),
printed as (
  select
    c.block, c.month, c.is_long_over,
    concat('634300de ', c.print, ' ', p.print, case when c.is_long_over then ' long over' end) as print
  from counted as c
  cross join place as p
),
kept as (
  select p.block
  from printed as p
  inner join before.hidden as b on b.block = p.block and b.kind = 'counted' and b.value = p.print
  where p.is_long_over
)
select
  p.block,
  '' as indicator, '' as facet, cast(null as varchar) as agency, p.month, p.print as establishment,
  cast(null as varchar) as domain, cast(null as varchar) as naf_section, cast(null as varchar) as contract, cast(null as varchar) as channel,
  cast(null as varchar) as size_class, cast(null as varchar) as context,
  cast(k.block is null as bigint) as count,
  cast(0 as bigint) as numerator,
  cast(0 as bigint) as denominator
from printed as p
left join kept as k on k.block = p.block
union all
select
  c.block, c.indicator, c.facet, c.agency, c.month, c.establishment,
  c.domain, c.naf_section, c.contract, c.channel, c.size_class, c.context,
  cast(sum(c.count) as bigint),
  cast(sum(c.count * c.numerator) as bigint),
  cast(sum(c.count * c.denominator) as bigint)
from performance.contribution as c
left join kept as k on k.block = c.block
where k.block is null and c.block < quarter_of(as_of())
group by all
