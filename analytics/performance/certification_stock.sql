-- title: Recruiters' accounts that wait for their certification, counted by agency and age
-- grain: agency
-- seed: II.3 La certification de l'espace recruteur
-- note: recent are those whose rule_certification_call_hours() run still, in_delay the others within the rule_certification_days(), beyond those past them
-- note: matched share a telephone or an e-mail with an account that was refused or is blocked
-- audit: waiting = recent + in_delay + beyond
-- audit: late <= waiting and matched <= waiting
with aged as (
  select
    agency, is_late, asked_at, waiting_offers, account_id,
    decide_by < as_of_at() as is_beyond,
    hours_after(asked_at, rule_certification_call_hours()) >= as_of_at() as is_recent
  from accounts.waiting
),
suspect as (
  select distinct account_id
  from core.account_match
  where other_status in ('REFUSE', 'BLOQUE')
)
select
  a.agency,
  count(*) as waiting,
  count(*) filter (where a.is_late) as late,
  count(*) filter (where a.is_recent) as recent,
  count(*) filter (where not a.is_recent and not a.is_beyond) as in_delay,
  count(*) filter (where a.is_beyond) as beyond,
  min(a.asked_at) as oldest_at,
  cast(coalesce(sum(a.waiting_offers), 0) as bigint) as waiting_offers,
  count(s.account_id) as matched
from aged as a
left join suspect as s on s.account_id = a.account_id
group by a.agency
