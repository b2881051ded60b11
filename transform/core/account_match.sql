-- title: Other recruiters' accounts that have the telephone or the e-mail of an account, by their status, without either
-- grain: account_id, other_status
-- seed: II.3 La certification de l'espace recruteur : « Des points de vigilance sont affichés si les coordonnées utilisées sont connues dans DUNE sur d'autres espaces recruteurs avec l'affichage de leur statut »
-- note: an account with both is counted once in accounts; other_status is ZZ where it is not stated, or not yet
-- note: examples are the first rule_account_matches_shown() of them by their identifier
-- audit: accounts between 1 and same_number + same_mailbox
-- audit: len(examples) between 1 and accounts
with account as (
  select k.account_id, coalesce(r.status, 'ZZ') as status, k.phone_key, k.email_key
  from kept.account_contact as k
  inner join core.recruiter_account as r on r.account_id = k.account_id
),
phone as (
  select phone_key, status, count(*) as accounts, list_sort(list(account_id))[:cast(rule_account_matches_shown() as integer) + 1] as examples
  from account
  where phone_key is not null
  group by phone_key, status
),
email as (
  select email_key, status, count(*) as accounts, list_sort(list(account_id))[:cast(rule_account_matches_shown() as integer) + 1] as examples
  from account
  where email_key is not null
  group by email_key, status
),
pair as (
  select phone_key, email_key, status, count(*) as accounts
  from account
  where phone_key is not null and email_key is not null
  group by phone_key, email_key, status
),
-- Each account is among those of its own status: one less.
found as (
  select a.account_id, p.status, p.accounts - cast(p.status = a.status as bigint) as same_number, 0 as same_mailbox, 0 as same_both, p.examples
  from account as a
  inner join phone as p on p.phone_key = a.phone_key
  union all
  select a.account_id, p.status, 0, p.accounts - cast(p.status = a.status as bigint), 0, p.examples
  from account as a
  inner join email as p on p.email_key = a.email_key
  union all
  select a.account_id, p.status, 0, 0, p.accounts - cast(p.status = a.status as bigint), []
  from account as a
  inner join pair as p on p.phone_key = a.phone_key and p.email_key = a.email_key
),
counted as (
  select
    account_id,
    status as other_status,
    cast(sum(same_number) as bigint) as same_number,
    cast(sum(same_mailbox) as bigint) as same_mailbox,
    cast(sum(same_number) + sum(same_mailbox) - sum(same_both) as bigint) as accounts,
    flatten(list(examples)) as examples
  from found
  group by account_id, status
)
select
  account_id,
  other_status,
  same_number,
  same_mailbox,
  accounts,
  list_sort(list_distinct(list_filter(examples, lambda other: other <> account_id)))[:cast(rule_account_matches_shown() as integer)] as examples
from counted
where accounts > 0
