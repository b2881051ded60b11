-- title: Blocks of offers that tonight's records touch; not built on a full night, when every block is compared
-- grain: block
-- note: those of the offers that came, and those of duplicates whose offer left or changed
select o.comparison_block as block
from core.offer as o
semi join stg.won as w on w.source = 'offres' and w.id = o.offer_id
where o.comparison_block is not null
union
select d.block
from before.duplicate as d
semi join stg.won as w on w.source = 'offres' and w.id = d.offer_id
