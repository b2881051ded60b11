-- title: Satisfaction surveys sent and answered, conformed, without their verbatims
-- grain: survey_id
-- partition: sent_month
-- facts-of: enquetes
-- again: dateEnvoi >= as_of_at() or dateReponse >= as_of_at() or dateRappel >= as_of_at()
-- audit: sent_on < as_of()
-- audit: answered_on is null or satisfaction between 1 and 4
select
  id as survey_id,
  contexte as context,
  on_paris(dateEnvoi) as sent_on,
  month_of(on_paris(dateEnvoi)) as sent_month,
  case when dateReponse < as_of_at() then on_paris(dateReponse) end as answered_on,
  case when dateReponse < as_of_at() then satisfaction end as satisfaction,
  coalesce(rappelDemande, false) as callback_asked,
  case when dateRappel < as_of_at() then on_paris(dateRappel) end as called_back_on,
  case when dateRappel < as_of_at() then rappelIssue end as callback_outcome,
  siret,
  codeAgence as agency,
  offreId as offer_id,
  _stamp as updated_at,
  _hash as version
from stg.surveys
where dateEnvoi < as_of_at() and supprime is not true
