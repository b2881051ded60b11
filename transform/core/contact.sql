-- title: What recruiters asked of agencies, and when they were answered, without their words
-- grain: contact_id
-- facts-of: contacts
-- again: dateDemande >= as_of_at() or dateReponse >= as_of_at()
-- partition: asked_month
-- audit: asked_at < as_of_at()
select
  id as contact_id,
  codeAgence as agency,
  siret,
  offreId as offer_id,
  canal as contact_channel,
  dateDemande as asked_at,
  on_paris(dateDemande) as asked_on,
  month_of(on_paris(dateDemande)) as asked_month,
  case when dateReponse < as_of_at() then dateReponse end as answered_at,
  case when dateReponse < as_of_at() then on_paris(dateReponse) end as answered_on,
  _stamp as updated_at,
  _hash as version
from stg.contacts
where dateDemande < as_of_at() and supprime is not true
