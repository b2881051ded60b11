-- id: svc_share
-- title: Part des offres avec services
-- title-en: Share of offers with services
-- grain: none
-- partition: quarter
-- parts-of: unit.offer, unit.service_kind
-- unit: rate
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class, service**
-- definition: Parmi les offres confiées closes dans la période, hors doublons et offres non conformes : part de celles sur lesquelles au moins un
--   service a été délivré au plus tard le jour de la clôture ; par service, part de celles qui ont reçu ce service. Intervalle à 95 % de Wilson.
--   La taille de l'établissement est celle qui était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers closed in the period, duplicates and non-compliant ones left out: the share on which a service was
--   delivered no later than the day of closing; by service, the share that had that service. 95 % Wilson interval. The size of the
--   establishment is the one known on the day of the offer's creation.
-- formula: offres closes avec au moins un service (par service : avec ce service) / offres closes
-- version: 2
-- seed: II. Les services délivrés par le CDE
-- note: units are offers; rows without a service count each offer once, under every other cut, and rows of a service count each offer of the agency and month once for it
-- audit: count >= 1
-- audit: numerator between 0 and denominator
with closed as (
  select closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment, services
  from unit.offer
  where closed_in is not null and not is_void
),
total as (
  select quarter, agency, month, count(*) as offers
  from closed
  group by quarter, agency, month
),
had as ( -- each service of an offer once
  select quarter, agency, month, unnest(string_split(service, ' ')) as service
  from closed
  where services > 0
),
with_service as (
  select quarter, agency, month, service, count(*) as offers
  from had
  group by quarter, agency, month, service
)
select
  quarter, agency, month, rome, naf_section, contract, channel, size_class, '' as service, establishment,
  cast(1 as bigint) as count,
  cast(services > 0 as bigint) as numerator,
  cast(1 as bigint) as denominator
from closed
union all
select quarter, agency, month, '', '', '', '', '', service, '', offers, 1, 1
from with_service
union all
select t.quarter, t.agency, t.month, '', '', '', '', '', k.service, '', t.offers - coalesce(s.offers, 0), 0, 1
from total as t
cross join unit.service_kind as k
left join with_service as s on s.quarter = t.quarter and s.agency = t.agency and s.month = t.month and s.service = k.service
where t.offers > coalesce(s.offers, 0)
