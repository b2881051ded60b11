-- title: Telephones and e-mails of recruiters' accounts, as numbers that tell which are the same and nothing else, never published
-- grain: account_id
-- partition: asked_month
-- follows: core.recruiter_account
-- note: numbers of the keyed hashes of the source, which stay in raw
select
  id as account_id,
  month_of(on_paris(dateDemande)) as asked_month,
  case when telephone is not null then key_hash(telephone) end as phone_key,
  case when email is not null then key_hash(email) end as email_key,
  content_hash(telephone, email, null) as content_hash
from stg.recruiter_accounts
where dateDemande < as_of_at() and supprime is not true
