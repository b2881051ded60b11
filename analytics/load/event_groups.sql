with held as (
  select
    coalesce(a.agency, 'ZZ') as agency, coalesce(a.label, a.agency, 'Sans agence') as agency_label, v.event_type,
    v.registered, v.attendees, v.companies, v.hires,
    v.attendees is not null and v.registered > 0 as tells_attendance,
    v.hires is not null and v.companies > 0 as tells_companies
  from core.event as v
  left join core.agency as a on a.agency = v.agency
  where v.held_on between cast($1 as date) and cast($2 as date)
    and ($3 = '' or coalesce(a.agency, 'ZZ') = $3)
    and ($4 = '' or v.event_type = $4)
),
grouped as (
  select
    case when $7 = 'type' then event_type else agency end as place,
    min(case when $7 = 'agency' then agency end) as agency,
    min(case when $7 = 'agency' then agency_label end) as agency_label,
    min(case when $7 = 'type' then event_type end) as event_type,
    count(*) as events,
    sum(registered) as registered, sum(attendees) as attendees, sum(companies) as companies, sum(hires) as hires,
    count(hires) as with_hires,
    sum(case when tells_attendance then attendees end) as came, sum(case when tells_attendance then registered end) as expected,
    sum(case when tells_companies then hires end) as hired, sum(case when tells_companies then companies end) as hiring
  from held
  group by case when $7 = 'type' then event_type else agency end
)
select
  cast(null as varchar) as event_id, agency, agency_label, event_type, cast(null as varchar) as held_on, '' as romes,
  events, cast(registered as bigint) as registered, cast(attendees as bigint) as attendees, cast(companies as bigint) as companies, cast(hires as bigint) as hires,
  ratio(came, expected) as attendance, ratio(hires, with_hires) as hires_per_event, ratio(hired, hiring) as hires_per_company,
  place
from grouped
where ($5 = '' or place > $5)
order by place
limit $6
