-- title: Recruiters' accounts that wait for their certification: what the procedure asks to do next, and until when
-- grain: account_id
-- seed: II.3 La certification de l'espace recruteur : « CDE appelle l'Ets sur son n° fixe dans les 24H », « CDE relance l'employeur sous 48H ouvrés par mail et tél. », « Pas de contact avec l'employeur après 8 jours »
-- note: an account waits until a decision is known, by its date or its status: CERTIFIE, REFUSE or BLOQUE
-- note: an establishment is known when the account's record says so; where it says nothing, when the register of establishments has it
-- note: CALL_CONTACT: known and not called yet, within rule_answer_hours(); CALL_LANDLINE: not known, within rule_certification_call_hours()
-- note: REMIND: called and not reached, within rule_certification_reminder_days() working days of the call, at its hour, or by the end of the last one when it was no working day
-- note: a call without a date, or dated before the request, counts from the request
-- note: WAIT: reminded; REFUSE: called, not reached, and rule_certification_days() since the request have passed; DECIDE: reached, within the same days
-- audit: due_at > asked_at
-- audit: is_late = (due_at < as_of_at())
-- audit: decide_by > asked_at
-- audit: next_action in ('CALL_CONTACT', 'CALL_LANDLINE', 'REMIND', 'WAIT', 'REFUSE', 'DECIDE')
with waiting as (
  select
    a.account_id,
    coalesce(g.agency, 'ZZ') as agency,
    a.siret,
    e.company,
    a.asked_at,
    a.status,
    coalesce(a.establishment_known, e.siret is not null) as is_known,
    a.contact_outcome,
    a.contacted_at,
    a.reminded_at,
    a.waiting_offers,
    a.viewed_profiles,
    days_after(a.asked_at, rule_certification_days()) as decide_by,
    greatest(a.asked_at, a.contacted_at) as called_at
  from core.recruiter_account as a
  left join core.agency as g on g.agency = a.agency
  left join core.establishment as e on e.siret = a.siret
  where a.decided_at is null and coalesce(a.status not in ('CERTIFIE', 'REFUSE', 'BLOQUE'), true)
),
clocked as (
  select
    w.*,
    case when c.is_working then clock_on(d.day_on, w.called_at) else cast(d.day_on + 1 as timestamptz) end as remind_by
  from waiting as w
  inner join ref.working_day as c on c.day_on = on_paris(w.called_at)
  inner join ref.working_day as d on d.working_days = c.working_days + cast(rule_certification_reminder_days() as bigint) and d.is_working
),
next as (
  select
    *,
    case
      when contact_outcome is null and is_known then 'CALL_CONTACT'
      when contact_outcome is null then 'CALL_LANDLINE'
      when contact_outcome = 'ABOUTI' then 'DECIDE'
      when decide_by < as_of_at() then 'REFUSE'
      when reminded_at is null then 'REMIND'
      else 'WAIT'
    end as next_action
  from clocked
),
due as (
  select
    *,
    case next_action
      when 'CALL_CONTACT' then hours_after(asked_at, rule_answer_hours())
      when 'CALL_LANDLINE' then hours_after(asked_at, rule_certification_call_hours())
      when 'REMIND' then remind_by
      else decide_by
    end as due_at
  from next
)
select
  account_id, agency, siret, company, asked_at, status, is_known, contact_outcome, contacted_at, reminded_at, next_action, due_at,
  due_at < as_of_at() as is_late,
  decide_by,
  cast(as_of() - on_paris(asked_at) as integer) as waited_days,
  waiting_offers, viewed_profiles
from due
