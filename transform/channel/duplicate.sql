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
with alike as (
  select o.comparison_block as block, o.created_on, o.created_month, o.offer_id, coalesce(c.level, d.level) as level
  from stg.alike as a
  inner join core.offer as o on o.offer_id = a.offer_id
  cross join (select max(level) as level from ref.channel) as d
  left join ref.channel as c on c.channel = o.channel
)
select
  a.block,
  a.created_on - date '1970-01-01' as created_day,
  a.offer_id,
  a.level,
  t.title,
  coalesce(t.description, '') as description
from alike as a
inner join kept.offer_text as t on t.offer_id = a.offer_id
where t.created_month in (select distinct created_month from alike)
