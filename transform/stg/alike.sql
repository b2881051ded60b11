-- title: Offers that may say nearly the same as another, by the prints of their texts
-- grain: offer_id
-- through: alike
-- version: 1
-- note: all that channel.duplicate is about and few others, so that it reads their texts only; nothing is found of blocks whose offers have no neighbour in days
with offer as (
  select o.offer_id, o.created_on, o.created_month, o.comparison_block as block
  from core.offer as o
  where o.comparison_block is not null
    and ((select is_full from before.night) or o.offer_id in (select offer_id from stg.touched_offer))
),
near as ( -- by the nearest in time, before and after
  select
    offer_id,
    block,
    created_on,
    created_month,
    least(
      created_on - lag(created_on) over (partition by block order by created_on),
      lead(created_on) over (partition by block order by created_on) - created_on
    ) as days
  from offer
)
select
  n.block,
  n.created_on - date '1970-01-01' as created_day,
  n.offer_id,
  t.print
from near as n
inner join kept.offer_text as t on t.offer_id = n.offer_id
where n.days <= rule_duplicate_days()
  and t.created_month in (select distinct created_month from near)
