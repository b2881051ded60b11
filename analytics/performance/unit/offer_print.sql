-- title: Prints of the offers created or filled in a quarter, of each quarter of closing
-- grain: quarter, block
-- partition: quarter
-- parts-of: unit.offer
-- note: by them disclosure control knows that what offers count for by their creation or their filling moved, without reading them; how long an open one has waited is not in them
-- note: a sum of hashes, as text: it is more than 64 bits
with offer as (
  select
    closed_quarter, created_in, filled_in, days_to_fill, alerts, is_void,
    content_hash(content_hash(agency, establishment, rome), content_hash(naf_section, contract, channel), size_class) as class
  from unit.offer
),
printed as (
  select closed_quarter, created_in as month, content_hash(class, created_in, alerts <> 'SANS', is_void) as print
  from offer
  union all
  select closed_quarter, filled_in, content_hash(class, filled_in, days_to_fill, null)
  from offer
  where filled_in is not null
),
by_month as (
  select closed_quarter, month, sum(cast(print as hugeint)) as print
  from printed
  group by closed_quarter, month
)
select
  closed_quarter as quarter,
  quarter_of(cast(concat(month, '-01') as date)) as block,
  cast(sum(print) as varchar) as print
from by_month
group by all
