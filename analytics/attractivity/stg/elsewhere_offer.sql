-- title: Offers of which tonight may say otherwise whether they have no widget, and why; not built on a full night, when every offer's are
-- grain: offer_id
-- note: those that came, left or changed, those that are not counted yet, and those that were not
select id as offer_id
from stg.won
where source = 'offres'
union
select id as offer_id
from raw.offres
where _stamp >= as_of_at()
union
select offer_id
from before.elsewhere
where reason = 'not_yet'
