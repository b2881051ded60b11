-- title: Recruiting events held, conformed
-- grain: event_id
-- facts-of: evenements
-- again: "date" >= as_of_at()
-- partition: held_month
-- audit: held_on < as_of()
with trade as (
  select asked.event_id, list_sort(list_distinct(list(coalesce(r.parent, asked.rome_code)))) as romes
  from (select id as event_id, unnest(romes) as rome_code from stg.events) as asked
  left join ref.rome as r on r.rome_code = asked.rome_code
  group by asked.event_id
)
select
  e.id as event_id,
  e.codeAgence as agency,
  e."type" as event_type,
  on_paris(e."date") as held_on,
  month_of(on_paris(e."date")) as held_month,
  coalesce(t.romes, []) as romes,
  e.inscrits as registered,
  e.presents as attendees,
  e.entreprises as companies,
  e.recrutements as hires,
  e._stamp as updated_at,
  e._hash as version
from stg.events as e
left join trade as t on t.event_id = e.id
where e."date" < as_of_at() and e.supprime is not true
