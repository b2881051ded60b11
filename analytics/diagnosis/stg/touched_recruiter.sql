-- title: Establishments of which tonight may say otherwise what became of their offers; not built on a full night, when every one's are
-- grain: siret
-- note: those of offers that came, left or changed, before and after, and of those that a service came for, left or changed; those of which a closing leaves the months that are looked at
with changed as (
  select offer_id, siret
  from core.offer
  union all
  select offer_id, siret
  from before.offer
),
service as (
  select offer_id, service_id
  from core.service
  union all
  select offer_id, service_id
  from before.service
),
served as (
  select s.offer_id
  from service as s
  semi join stg.won as w on w.source = 'services' and w.id = s.service_id
)
select c.siret
from changed as c
semi join stg.won as w on w.source = 'offres' and w.id = c.offer_id
where c.siret is not null
union
select o.siret
from core.offer as o
semi join served as s on s.offer_id = o.offer_id
where o.siret is not null
union
select o.siret
from core.offer as o
cross join before.night as n
where o.siret is not null
  and o.closed_on >= months_before(n.as_of, rule_diagnosis_history_months())
  and o.closed_on < months_before(as_of(), rule_diagnosis_history_months())
