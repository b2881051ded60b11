-- title: Entrusted offers as the attractivity widget sees them
-- grain: offer_id
-- partition: created_month = month_of(created_on)
-- order: offer_id
-- touched: stg.widget_offer
-- unsettled: is_open
-- seed: II.2 Le Widget Attractivité de l'Offre : « Données DUNE uniquement »
-- note: is_comparable is what lets an offer count in the market of others
-- note: basin and families are those of the published statistics, null where the commune or the qualification that they need is not stated
-- audit: applications >= applications_30
-- audit: is_comparable is false or created_on >= window_start()
with touched as ( -- apart: whole offers are wide to read
  select offer_id
  from core.offer
  where entrusted and ((select is_full from before.night) or offer_id in (select offer_id from stg.widget_offer))
)
select
  o.offer_id,
  o.title,
  o.rome,
  coalesce(r.label, o.rome) as rome_label,
  o.appellation,
  coalesce(o.appellation_label, o.appellation) as appellation_label,
  o.department,
  d.region,
  o.place,
  o.agency,
  o.created_on,
  o.closed_on,
  is_open(o.open_until) as is_open,
  o.created_on >= window_start() and not is_void(o.outcome) as is_comparable,
  o.created_on <= as_of() - cast(rule_applications_days() as integer) or o.closed_on is not null as is_mature,
  o.positions,
  is_filled(o.outcome) as is_filled,
  o.filled_on - o.created_on as days_to_fill,
  o.employer,
  o.apprenticeship,
  cast(o.salary_annual_fte as double) as salary_annual_fte,
  o.salary_flag,
  o.experience,
  cast(o.experience_months * case when o.experience = 'S' then rule_wished_experience_share() else 1 end as double) as experience_months,
  o.contract,
  o.contract_months,
  o.weekly_hours,
  o.part_time,
  o.requirements,
  o.writing,
  coalesce(a.applications, 0) as applications,
  coalesce(a.applications_30, 0) as applications_30,
  coalesce(a.spontaneous, 0) as spontaneous,
  coalesce(a.proposed, 0) as proposed,
  coalesce(a.promoted, 0) as promoted,
  coalesce(a.by_recruiter, 0) as by_recruiter,
  coalesce(a.application_ages, []) as application_ages,
  b.basin,
  coalesce(exact.survey_fap, alone.survey_fap) as survey_fap,
  coalesce(exact.tension_fap, alone.tension_fap) as tension_fap
from core.offer as o
semi join touched as t on t.offer_id = o.offer_id
left join core.offer_application as a on a.offer_id = o.offer_id
left join ref.rome as r on r.rome_code = o.rome
left join ref.department as d on d.department = o.department
left join attractivity.survey as s on true
left join ref.basin as b on b.vintage = s.vintage and b.commune = o.commune
left join attractivity.family as exact on exact.rome = o.rome and exact.qualification = o.qualification
left join attractivity.family as alone on alone.rome = o.rome and alone.qualification = '*'
