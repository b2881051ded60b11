-- title: Recruiters' accounts and how far their certification is, without telephone nor e-mail
-- grain: account_id
-- facts-of: espaces_recruteur
-- again: dateDemande >= as_of_at() or dateContact >= as_of_at() or dateRelance >= as_of_at() or dateDecision >= as_of_at()
-- partition: asked_month
-- audit: asked_at < as_of_at()
select
  id as account_id,
  siret,
  codeAgence as agency,
  dateDemande as asked_at,
  month_of(on_paris(dateDemande)) as asked_month,
  connu as establishment_known,
  case when dateContact is null or dateContact < as_of_at() then contact end as contact_outcome,
  case when dateContact < as_of_at() then dateContact end as contacted_at,
  case when dateRelance < as_of_at() then dateRelance end as reminded_at,
  case when dateDecision is null or dateDecision < as_of_at() then statut end as status,
  case when dateDecision < as_of_at() then dateDecision end as decided_at,
  offresEnAttente as waiting_offers,
  profilsConsultes as viewed_profiles,
  _stamp as updated_at,
  _hash as version
from stg.recruiter_accounts
where dateDemande < as_of_at() and supprime is not true
