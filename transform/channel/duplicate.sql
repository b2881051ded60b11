-- title: Offers that say nearly the same as another, and the one of each group that is kept
-- grain: offer_id
-- through: duplicate
-- version: 1
-- touched: stg.touched_offer
-- note: offers of a block are compared; a block is the same trade, commune and employer
-- note: created within rule_duplicate_days() of each other, texts alike at rule_duplicate_similarity() by shingles of rule_duplicate_shingle() words; groups are connected components; the kept one is of the highest level, then the oldest, then of the smallest id
-- audit: group_offers >= 2
-- audit: similarity between rule_duplicate_similarity() and 1
-- audit: not (is_outranked and kept_offer_id = offer_id)
with offer as (
  select o.offer_id, o.created_on, o.created_month, coalesce(c.level, d.level) as level, o.comparison_block as block
  from core.offer as o
  cross join (select max(level) as level from ref.channel) as d
  left join ref.channel as c on c.channel = o.channel
  where o.comparison_block is not null
    and ((select is_full from before.night) or o.offer_id in (select offer_id from stg.touched_offer))
),
near as ( -- by the nearest in time, before and after
  select
    offer_id,
    block,
    level,
    created_on,
    created_month,
    least(
      created_on - lag(created_on) over (partition by block order by created_on),
      lead(created_on) over (partition by block order by created_on) - created_on
    ) as days
  from offer
),
text as ( -- of the months that are read
  select offer_id, title, description
  from kept.offer_text
  where created_month in (select distinct created_month from near)
)
select
  n.block,
  n.created_on - date '1970-01-01' as created_day,
  n.offer_id,
  n.level,
  t.title,
  coalesce(t.description, '') as description
from near as n
inner join text as t on t.offer_id = n.offer_id
where n.days <= rule_duplicate_days()
