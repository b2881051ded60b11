-- title: Offers of which the employer is to be called again within 30 days
-- grain: offer_id
-- seed: II.2 Conseiller les entreprises : « Action recrut' » ; méthode : liste J+30
-- note: an offer enters on the day it closes without a hire (ABANDON, ECHEC), or is open for rule_recontact_open_days() days with fewer than rule_recontact_applications() applications a position; due_on is the last day within the rule_recontact_days() that follow
-- note: a closed one stays until rule_recontact_late_days() days after due_on, then leaves unanswered; an open one as long as it is so
-- audit: reason in ('ABANDON', 'ECHEC', 'FEW_APPLICATIONS')
-- audit: due_on >= entered_on
with closed as (
  select offer_id, outcome as reason, closed_on as entered_on
  from core.offer
  where entrusted and outcome in ('ABANDON', 'ECHEC')
    and closed_on > as_of() - cast(rule_recontact_days() + rule_recontact_late_days() as integer)
),
quiet as (
  select offer_id, 'FEW_APPLICATIONS' as reason, created_on + cast(rule_recontact_open_days() as integer) as entered_on
  from attractivity.offer
  where is_open
    and created_on <= as_of() - cast(rule_recontact_open_days() as integer)
    and applications < rule_recontact_applications() * positions
),
entered as (
  select offer_id, reason, entered_on
  from closed
  union all
  select offer_id, reason, entered_on
  from quiet
)
select
  e.offer_id,
  coalesce(a.agency, 'ZZ') as agency,
  e.reason,
  e.entered_on,
  e.entered_on + cast(rule_recontact_days() as integer) - 1 as due_on,
  w.title,
  w.rome,
  w.department,
  o.siret,
  f.company,
  w.created_on,
  w.closed_on,
  w.positions,
  w.applications
from entered as e
inner join core.offer as o on o.offer_id = e.offer_id
inner join attractivity.offer as w on w.offer_id = e.offer_id
left join core.agency as a on a.agency = o.agency
left join core.establishment as f on f.siret = o.siret
