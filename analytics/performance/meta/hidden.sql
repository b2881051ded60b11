-- title: What of the indicators is hidden, by audience and quarter
-- grain: audience, bundle, block, kind, level, code, cut, value
-- through: hidden
-- with: performance.agency_place, performance.contribution_closed, performance.contribution_followed, performance.contribution_dated, meta.place_history, before.hidden
-- seed: méthode : secret statistique
-- note: a quarter is decided when it is over, after the delay of the audience; what was hidden a night before stays so, which makes the table one of the nights that were run, and so in schema meta
-- note: kind decided has one row for each quarter that is: all else of it is shown, but for what ref.publication leaves out; month and quarter hide a place by the month, and by the quarter too
-- note: an agency that moves takes its past along; what was published of a place as it was, as DT Ouest|2026-11-22, is set against what it is: meta.former_place
-- note: events know of no establishment, as if one had made them all: they are for who may see every cell
-- note: kind cut hides, by a cut, a place in every value, or a value in every place; * is every one, or none where there is no cut
-- note: kind counted has one row for each quarter: a print of the settings and the places, and those of what it is decided of: of closed offers, the content of the part of unit.offer; of offers
--   followed from their creation or to their filling, what unit.offer_print says; of the rest, its units. What did not move keeps the rule as it is hidden, and is not read again, unless what moved hides more. What open offers
--   grow older by is in no print: in a quarter that is not long over they are looked at every night
-- audit: kind in ('counted', 'decided', 'month', 'quarter', 'cut')
with place as (
  select sum(cast(content_hash(agency, level, code) as hugeint)) as print
  from performance.agency_place
),
closed as (
  select part as block, content as print
  from built.part
  where name = 'unit.offer' and part not in ('', 'open')
),
followed as (
  select block, sum(cast(print as hugeint)) as print
  from unit.offer_print
  group by block
),
by_month as (
  select
    month,
    sum(cast(content_hash(
      content_hash(indicator, facet, agency, month),
      content_hash(establishment, domain, naf_section, contract),
      content_hash(channel, size_class, context, count),
      content_hash(numerator, denominator, null)
    ) as hugeint)) as print
  from performance.contribution_dated
  group by month
),
dated as (
  select quarter_of(cast(concat(month, '-01') as date)) as block, sum(print) as print
  from by_month
  group by quarter_of(cast(concat(month, '-01') as date))
),
counted as (
  select
    coalesce(c.block, f.block, d.block) as block,
    coalesce(c.print, '-') as closed, coalesce(cast(f.print as varchar), '-') as followed, coalesce(cast(d.print as varchar), '-') as dated
  from closed as c
  full join followed as f on f.block = c.block
  full join dated as d on d.block = coalesce(c.block, f.block)
),
printed as (
  select
    c.block, c.closed, c.followed, c.dated,
    c.block < quarter_of(months_before(as_of(), rule_hidden_settled_months())) as is_long_over,
    concat('634300de ', p.print, case when c.block < quarter_of(months_before(as_of(), rule_hidden_settled_months())) then ' long_over' else ' over' end) as frame
  from counted as c
  cross join place as p
  where c.block < quarter_of(as_of())
),
compared as (
  select p.block, p.closed, p.followed, p.dated, p.is_long_over, p.frame, string_split(b.value, ' ') as was
  from printed as p
  left join before.hidden as b on b.block = p.block and b.kind = 'counted'
)
select
  block,
  concat_ws(' ', frame, closed, followed, dated) as print,
  concat_ws(' ', was[1], was[2], was[3]) <> frame as is_other,
  was[4] is distinct from closed as closed_moved,
  was[5] is distinct from followed or not is_long_over as followed_moved,
  was[6] is distinct from dated as dated_moved
from compared
