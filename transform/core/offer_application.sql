-- title: Applications that each entrusted offer received, counted by origin and age
-- grain: offer_id
-- partition: created_month
-- touched: stg.applied_offer
-- unsettled: offer_id in (select offer_id from core.offer where entrusted and is_open(open_until))
-- note: application_ages are in days since creation, up to the last day of the curve, none after the closing
-- audit: applications >= applications_30
with counted as (
  select offer_id, created_month, created_on, closed_on
  from core.offer
  where entrusted and ((select is_full from before.night) or offer_id in (select offer_id from stg.applied_offer))
)
select
  o.offer_id,
  o.created_month,
  count(*) as applications,
  count(*) filter (where a.applied_on < o.created_on + cast(rule_applications_days() as integer)) as applications_30,
  count(*) filter (where a.origin = 'SPONTANEE') as spontaneous,
  count(*) filter (where a.origin = 'PROPOSITION_CONSEILLER') as proposed,
  count(*) filter (where a.origin = 'PROMOTION_PROFIL') as promoted,
  count(*) filter (where a.origin = 'RECRUTEUR') as by_recruiter,
  list_sort(list_filter(list(
    case
      when a.applied_on < o.created_on + cast(rule_curve_days() as integer) and (o.closed_on is null or a.applied_on <= o.closed_on)
        then cast(greatest(a.applied_on - o.created_on, 0) as utinyint)
    end
  ), lambda age: age is not null)) as application_ages
from core.application as a
inner join counted as o on o.offer_id = a.offer_id
group by o.offer_id, o.created_month
