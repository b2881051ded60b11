with page as (
  select c.*, concat_ws(' ', strftime(c.due_at at time zone 'UTC', '%Y-%m-%d %H:%M:%S.%f'), c.account_id) as place
  from accounts.waiting as c
  where ($1 = '' or c.agency = $1)
    and ($2 = '' or c.next_action = $2)
    and ($3 = '' or concat_ws(' ', strftime(c.due_at at time zone 'UTC', '%Y-%m-%d %H:%M:%S.%f'), c.account_id) > $3)
  order by place
  limit $4
)
select
  p.account_id, p.agency, coalesce(a.label, p.agency) as agency_label, p.siret, p.company, p.asked_at, p.status, p.is_known,
  p.contact_outcome, p.contacted_at, p.reminded_at, p.next_action, p.due_at, p.is_late, p.waited_days, p.waiting_offers, p.viewed_profiles, p.place,
  coalesce(m.other_status, '') as other_status, coalesce(m.same_number, 0) as same_number, coalesce(m.same_mailbox, 0) as same_mailbox,
  coalesce(m.accounts, 0) as accounts, coalesce(cast(to_json(m.examples) as varchar), '[]') as examples
from page as p
left join core.agency as a on a.agency = p.agency
left join core.account_match as m on m.account_id = p.account_id
order by p.place, case m.other_status when 'REFUSE' then 1 when 'BLOQUE' then 2 else 3 end, m.other_status
