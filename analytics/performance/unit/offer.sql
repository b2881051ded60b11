-- title: Entrusted offers as indicators see them
-- grain: offer_id
-- order: agency, closed_in
-- note: rows lie as those of the tables of units do, each of which has a row for each of its offers: grouping would merge one in a hundred, and cost as much as all the rest
-- note: cuts are defined here, once: what is not stated is ZZ, so that the values of a cut add up to the total
-- note: size and sector of the establishment are those known on the day of the offer's creation: an offer keeps its class all its life, in every indicator, and what is closed does not move with what is stated since
-- note: services are those delivered on or before the day of closing, of an offer that is open all of them; in service each once, with a space between, SANS where there is none
-- note: the agency is that of the newest record of the offer, ZZ where it is not known; its places are those of the newest record of the agency, for all the past too
-- note: closed_in and filled_in are null while the offer is open, and for the filling of one that is not filled
-- note: no rule tells whether an offer was open again: one whose newest record has no closing is open, whatever it was before
-- audit: rome <> '' and naf_section <> '' and contract <> '' and channel <> '' and size_class <> '' and service <> ''
-- audit: (closed_in is null) = (days_to_close is null)
-- audit: (filled_in is null) = (days_to_fill is null)
-- audit: days_to_close is null or days_to_close >= 0
-- audit: days_to_fill is null or days_to_fill between 0 and days_to_close
-- audit: services >= 0 and (services = 0) = (service = 'SANS')
with delivered as (
  select s.offer_id, s.service
  from core.service as s
  inner join core.offer as o on o.offer_id = s.offer_id and o.entrusted
  where s.delivered_on <= coalesce(o.closed_on, s.delivered_on)
),
served as (
  select offer_id, count(*) as services, nullif(array_to_string(list_sort(list_distinct(list(service))), ' '), '') as service
  from delivered
  group by offer_id
)
select
  o.offer_id,
  coalesce(a.agency, 'ZZ') as agency,
  coalesce(o.siret, '') as establishment,
  month_of(o.created_on) as created_in,
  month_of(o.closed_on) as closed_in,
  month_of(o.filled_on) as filled_in,
  coalesce(o.rome, 'ZZ') as rome,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(o.contract, 'ZZ') as contract,
  coalesce(o.channel, 'ZZ') as channel,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(s.service, 'SANS') as service,
  is_void(o.outcome) as is_void,
  coalesce(is_filled(o.outcome), false) as is_filled,
  o.positions,
  o.positions_filled,
  coalesce(s.services, 0) as services,
  o.closed_on - o.created_on as days_to_close,
  o.filled_on - o.created_on as days_to_fill,
  coalesce(o.closed_on, as_of()) - o.created_on as days_open
from core.offer as o
left join core.agency as a on a.agency = o.agency
left join core.establishment_version as e on e.siret = o.siret and counts_on(o.created_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = coalesce(o.naf, e.naf)
left join served as s on s.offer_id = o.offer_id
where o.entrusted
