-- title: Offers whose applications are counted again tonight; not built on a full night, when every offer's are
-- grain: offer_id
-- note: those that came, left or changed, and those that an application came for, left or changed
with application as (
  select offer_id, application_id
  from core.application
  union all
  select offer_id, application_id
  from before.application
)
select a.offer_id
from application as a
semi join stg.won as w on w.source = 'candidatures' and w.id = a.application_id
where a.offer_id is not null
union
select id as offer_id
from stg.won
where source = 'offres'
