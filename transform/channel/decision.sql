-- title: What the rules of its channel decide of an offer: an alert for the advisor, or its refusal
-- grain: offer_id, rule
-- partition: created_month
-- note: one line for each rule that applies; refused offers stay in core.offer, and offers seen are those without a refused line here
-- note: of duplicates, the kept offer has no line; the table ref.channel says what each channel does
-- audit: action in ('alert', 'refused')
-- audit: rule in ('description_too_long', 'duplicate', 'discrimination', 'illegal')
-- audit: (rule = 'duplicate') = (other_offer_id is not null)
with offer as (
  select
    o.offer_id,
    o.title,
    o.channel,
    o.agency,
    o.department,
    o.created_month,
    o.created_on,
    o.description_length,
    o.salary_annual_fte,
    o.part_time,
    o.apprenticeship,
    c.level,
    c.description_max,
    c.on_too_long,
    c.on_duplicate,
    c.on_outranked,
    c.on_discrimination,
    c.on_illegal
  from core.offer as o
  inner join ref.channel as c on c.channel = o.channel
),
wording as (
  select offer_id, kind, string_agg(wording_id, ' ' order by wording_id) as detail
  from channel.wording
  group by offer_id, kind
),
minimum_wage as ( -- from each day that it changed until the next; the first also before
  select
    case when row_number() over (order by from_on) = 1 then date '1900-01-01' else from_on end as from_on,
    coalesce(lead(from_on) over (order by from_on), date '9999-12-31') as until_on,
    cents(rule_pay_minimum_share() * hourly * rule_full_time_hours_year()) as annual
  from ref.smic
),
underpaid as ( -- where it is known whether the pay is of a full time
  select o.offer_id, 'pay_under_minimum' as detail
  from offer as o
  inner join minimum_wage as w on o.created_on >= w.from_on and o.created_on < w.until_on
  where o.salary_annual_fte < w.annual and not o.apprenticeship and o.part_time is not null
),
decided as (
  select offer_id, 'description_too_long' as rule, on_too_long as action, null as other_offer_id, null as detail
  from offer
  where description_length > description_max
  union all
  select o.offer_id, 'duplicate' as rule, case when d.is_outranked then o.on_outranked else o.on_duplicate end as action, d.kept_offer_id as other_offer_id, null as detail
  from offer as o
  inner join channel.duplicate as d on d.offer_id = o.offer_id
  where d.kept_offer_id <> o.offer_id
  union all
  select o.offer_id, 'discrimination' as rule, o.on_discrimination as action, null as other_offer_id, w.detail
  from offer as o
  inner join wording as w on w.offer_id = o.offer_id and w.kind = 'discrimination'
  union all
  select o.offer_id, 'illegal' as rule, o.on_illegal as action, null as other_offer_id, concat_ws(' ', u.detail, w.detail) as detail
  from offer as o
  left join wording as w on w.offer_id = o.offer_id and w.kind = 'legal'
  left join underpaid as u on u.offer_id = o.offer_id
  where w.offer_id is not null or u.offer_id is not null
)
select
  d.offer_id,
  d.rule,
  d.action,
  o.channel,
  o.level,
  o.agency,
  o.department,
  o.created_month,
  o.created_on,
  o.title,
  cast(d.other_offer_id as varchar) as other_offer_id,
  cast(d.detail as varchar) as detail
from decided as d
inner join offer as o on o.offer_id = d.offer_id
where d.action is not null
