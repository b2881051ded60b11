-- title: Offers whose duplicates are looked for again tonight; not built on a full night, when every offer's are
-- grain: offer_id
-- note: those that came, left or changed in what decides of duplicates; those of their block and days, to which they may be near; and whoever shared a group with one of these
-- note: so what is left out is near to none of them, and its groups are those of the night before
with former as (
  select o.offer_id, o.comparison_block, o.created_on, o.channel, t.content_hash
  from before.offer as o
  semi join stg.won as w on w.source = 'offres' and w.id = o.offer_id
  inner join before.offer_text as t on t.offer_id = o.offer_id
),
present as (
  select o.offer_id, o.comparison_block, o.created_on, o.channel, t.content_hash
  from core.offer as o
  semi join stg.won as w on w.source = 'offres' and w.id = o.offer_id
  inner join kept.offer_text as t on t.offer_id = o.offer_id
),
changed as ( -- where neither has a block, nothing is compared
  select coalesce(p.offer_id, f.offer_id) as offer_id, p.comparison_block, p.created_on
  from present as p
  full join former as f on f.offer_id = p.offer_id
  where (p.comparison_block, p.created_on, p.channel, p.content_hash) is distinct from (f.comparison_block, f.created_on, f.channel, f.content_hash)
    and coalesce(p.comparison_block, f.comparison_block) is not null
),
near as (
  select offer_id
  from changed
  union
  select o.offer_id
  from core.offer as o
  inner join changed as c on c.comparison_block = o.comparison_block and abs(o.created_on - c.created_on) <= rule_duplicate_days()
),
shared as (
  select d.kept_offer_id
  from before.duplicate as d
  semi join near as n on n.offer_id = d.offer_id
)
select offer_id
from near
union
select d.offer_id
from before.duplicate as d
semi join shared as s on s.kept_offer_id = d.kept_offer_id
