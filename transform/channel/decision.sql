-- title: What the rules of its channel decide of an offer: an alert for the advisor, or its refusal
-- grain: offer_id, rule
-- partition: created_month
-- note: one line for each rule that applies; refused offers stay in core.offer, and offers seen are those without a refused line here
-- note: of duplicates, the kept offer has no line; the table ref.channel says what each channel does
-- audit: action in ('alert', 'refused')
-- audit: rule in ('description_too_long', 'duplicate', 'discrimination', 'illegal')
-- audit: (rule = 'duplicate') = (other_offer_id is not null)
with wording as ( -- sorted afterwards: a sorted aggregate takes several times as long
  select offer_id, kind, array_to_string(list_sort(list(wording_id)), ' ') as detail
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
  from core.offer as o
  inner join minimum_wage as w on o.created_on >= w.from_on and o.created_on < w.until_on
  where o.salary_annual_fte < w.annual and not o.apprenticeship and o.part_time is not null
),
signal as ( -- which rule applies to which offer
  select o.offer_id, 'description_too_long' as rule, false as is_outranked, null as other_offer_id, null as detail
  from core.offer as o
  inner join ref.channel as c on c.channel = o.channel
  where o.description_length > c.description_max
  union all
  select offer_id, 'duplicate' as rule, is_outranked, kept_offer_id as other_offer_id, null as detail
  from channel.duplicate
  where kept_offer_id <> offer_id
  union all
  select offer_id, 'discrimination' as rule, false as is_outranked, null as other_offer_id, detail
  from wording
  where kind = 'discrimination'
  union all
  select coalesce(u.offer_id, w.offer_id) as offer_id, 'illegal' as rule, false as is_outranked, null as other_offer_id, concat_ws(' ', u.detail, w.detail) as detail
  from underpaid as u
  full join (select offer_id, detail from wording where kind = 'legal') as w on w.offer_id = u.offer_id
),
decided as ( -- what the offer's channel makes of it
  select
    s.offer_id,
    s.rule,
    case
      when s.rule = 'description_too_long' then c.on_too_long
      when s.rule = 'duplicate' and s.is_outranked then c.on_outranked
      when s.rule = 'duplicate' then c.on_duplicate
      when s.rule = 'discrimination' then c.on_discrimination
      when s.rule = 'illegal' then c.on_illegal
    end as action,
    o.channel,
    c.level,
    o.agency,
    o.department,
    o.created_month,
    o.created_on,
    o.title,
    s.other_offer_id,
    s.detail
  from signal as s
  inner join core.offer as o on o.offer_id = s.offer_id
  inner join ref.channel as c on c.channel = o.channel
)
select
  offer_id,
  rule,
  action,
  channel,
  level,
  agency,
  department,
  created_month,
  created_on,
  title,
  cast(other_offer_id as varchar) as other_offer_id,
  cast(detail as varchar) as detail
from decided
where action is not null
