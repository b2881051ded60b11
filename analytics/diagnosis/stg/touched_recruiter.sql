-- title: Establishments of which tonight may say otherwise what became of their offers; not built on a full night, when every one's are
-- grain: siret
-- note: those of entrusted offers that came, left or changed, before and after, and of those that a service came for, left or changed; those of which a closing leaves the months that are looked at
with service as (
  select offer_id, service_id
  from core.service
  union all
  select offer_id, service_id
  from before.service
),
moved as (
  select id as offer_id
  from stg.won
  where source = 'offres'
  union
  select s.offer_id
  from service as s
  semi join stg.won as w on w.source = 'services' and w.id = s.service_id
  where s.offer_id is not null
),
left_months as (
  select
    months_before(as_of, rule_diagnosis_history_months()) as first_on,
    months_before(as_of(), rule_diagnosis_history_months()) as until_on
  from before.night
)
select o.siret
from core.offer as o
cross join left_months as l
left join moved as m on m.offer_id = o.offer_id
where o.entrusted
  and o.siret is not null
  and (m.offer_id is not null or o.closed_on >= l.first_on and o.closed_on < l.until_on)
union
select o.siret
from before.offer as o
semi join moved as m on m.offer_id = o.offer_id
where o.entrusted and o.siret is not null
