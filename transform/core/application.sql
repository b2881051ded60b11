-- title: Applications, conformed
-- grain: application_id
-- partition: applied_month
-- facts-of: candidatures
-- again: "date" >= as_of_at() or dateIssue >= as_of_at()
-- unsettled: coalesce(outcome, 'EN_COURS') = 'EN_COURS'
-- note: an application for an offer that is not known yet is kept, and joins when the offer comes
-- audit: applied_on < as_of()
select
  id as application_id,
  offreId as offer_id,
  demandeurId as job_seeker_id,
  on_paris("date") as applied_on,
  month_of(on_paris("date")) as applied_month,
  origine as origin,
  case when dateIssue is null or dateIssue < as_of_at() then issue end as outcome,
  case when dateIssue < as_of_at() then on_paris(dateIssue) end as outcome_on,
  _stamp as updated_at,
  _hash as version
from stg.applications
where "date" < as_of_at() and supprime is not true
