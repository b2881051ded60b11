-- title: Entrusted offers as indicators see them
-- grain: offer_id
-- partition: closed_quarter
-- touched: stg.touched_unit
-- note: a table of units of closed offers has a row for each of its offers: grouping would merge one in a hundred, and cost as much as all the rest
-- note: cuts are defined here, once: what is not stated is ZZ, so that the values of a cut add up to the total
-- note: size and sector of the establishment are those known on the day of the offer's creation: an offer keeps its class all its life, in every indicator, and what is closed does not move with what is stated since
-- note: alerts are the rules of its channel that alert of it for a duplicate, a discriminatory element or the law, with a space between, SANS where none does
-- note: services are those delivered on or before the day of closing, of an offer that is open all of them; in service each once, with a space between, SANS where there is none
-- note: the agency is that of the newest record of the offer, ZZ where it is not known; its places are those of the newest record of the agency, for all the past too
-- note: closed_in and filled_in are null while the offer is open, and for the filling of one that is not filled
-- note: no rule tells whether an offer was open again: one whose newest record has no closing is open, whatever it was before
-- note: nothing of a row depends on the as-of date alone, so that quarters of closing that nothing touches are carried on from the night before
-- audit: rome <> '' and naf_section <> '' and contract <> '' and channel <> '' and size_class <> '' and service <> '' and alerts <> ''
-- audit: (closed_in is null) = (days_to_close is null) and (closed_in is null) = (closed_quarter = 'open')
-- audit: (filled_in is null) = (days_to_fill is null)
-- audit: days_to_close is null or days_to_close >= 0
-- audit: days_to_fill is null or days_to_fill between 0 and days_to_close
-- audit: services >= 0 and (services = 0) = (service = 'SANS')
with entrusted as (
  select *
  from core.offer
  where entrusted and ((select is_full from before.night) or offer_id in (select offer_id from stg.touched_unit))
),
alerted as (
  select d.offer_id, array_to_string(list_sort(list(d.rule)), ' ') as alerts
  from channel.decision as d
  semi join entrusted as o on o.offer_id = d.offer_id
  where d.action = 'alert' and d.rule in ('duplicate', 'discrimination', 'illegal')
  group by d.offer_id
),
delivered as (
  select s.offer_id, s.service
  from core.service as s
  inner join entrusted as o on o.offer_id = s.offer_id
  where s.delivered_on <= coalesce(o.closed_on, s.delivered_on)
),
served as (
  select offer_id, count(*) as services, nullif(array_to_string(list_sort(list_distinct(list(service))), ' '), '') as service
  from delivered
  group by offer_id
)
select
  o.offer_id,
  case when o.closed_on is null then 'open' else quarter_of(o.closed_on) end as closed_quarter,
  coalesce(a.agency, 'ZZ') as agency,
  coalesce(o.siret, '') as establishment,
  o.created_on,
  month_of(o.created_on) as created_in,
  month_of(o.closed_on) as closed_in,
  month_of(o.filled_on) as filled_in,
  coalesce(o.rome, 'ZZ') as rome,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(o.contract, 'ZZ') as contract,
  coalesce(o.channel, 'ZZ') as channel,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(s.service, 'SANS') as service,
  coalesce(w.alerts, 'SANS') as alerts,
  is_void(o.outcome) as is_void,
  coalesce(is_filled(o.outcome), false) as is_filled,
  o.positions,
  o.positions_filled,
  coalesce(s.services, 0) as services,
  coalesce(p.applications, 0) as applications,
  o.closed_on - o.created_on as days_to_close,
  o.filled_on - o.created_on as days_to_fill
from entrusted as o
left join core.agency as a on a.agency = o.agency
left join core.establishment_version as e on e.siret = o.siret and counts_on(o.created_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = coalesce(o.naf, e.naf)
left join alerted as w on w.offer_id = o.offer_id
left join served as s on s.offer_id = o.offer_id
left join core.offer_application as p on p.offer_id = o.offer_id
