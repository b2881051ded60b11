-- title: Offers whose units are made again tonight; not built on a full night, when every offer's are
-- grain: offer_id
-- note: those that came, left or changed, and those of which an application, a service or an alert did; those of an agency that is known since, or no more; those created on days for which their establishment states something since
with service as (
  select offer_id, service_id
  from core.service
  union all
  select offer_id, service_id
  from before.service
),
alert as (
  select offer_id, rule
  from channel.decision
  where action = 'alert'
),
alert_before as (
  select offer_id, rule
  from before.decision
  where action = 'alert'
),
agency as (
  select coalesce(a.agency, b.agency) as agency
  from core.agency as a
  full join before.agency as b on b.agency = a.agency
  where a.agency is null or b.agency is null
),
stated as (
  select v.siret, v.from_on, v.until_on
  from core.establishment_version as v
  anti join before.establishment_version as b on b.version = v.version
)
select id as offer_id
from stg.won
where source = 'offres'
union
select offer_id
from stg.applied_offer
union
select s.offer_id
from service as s
semi join stg.won as w on w.source = 'services' and w.id = s.service_id
where s.offer_id is not null
union
select coalesce(a.offer_id, b.offer_id) as offer_id
from alert as a
full join alert_before as b on b.offer_id = a.offer_id and b.rule = a.rule
where a.offer_id is null or b.offer_id is null
union
select o.offer_id
from core.offer as o
semi join agency as a on a.agency = o.agency
union
select o.offer_id
from core.offer as o
inner join stated as s on s.siret = o.siret and counts_on(o.created_on, s.from_on, s.until_on)
