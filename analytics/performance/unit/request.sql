-- title: What recruiters asked of agencies, with how long they waited by the clock and in opening hours
-- grain: contact_id
-- materialize: view
-- note: waited is null without an answer before the as-of date; known_for is how long one has known whether an answer came
-- note: lengths are in microseconds of elapsed time, so that the nights on which the clock changes have 23 or 25 hours
with night as (
  select open_time(as_of_at(), opens_at, closes_at, open_seconds_before) as open_up_to
  from ref.working_day
  where day_on = as_of()
)
select
  c.contact_id,
  coalesce(a.agency, 'ZZ') as agency,
  c.asked_month as asked_in,
  coalesce(c.siret, '') as establishment,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(c.contact_channel, 'ZZ') as contact_channel,
  time_between(c.asked_at, c.answered_at) as waited,
  time_between(c.asked_at, as_of_at()) as known_for,
  open_time(c.answered_at, r.opens_at, r.closes_at, r.open_seconds_before) - open_time(c.asked_at, q.opens_at, q.closes_at, q.open_seconds_before) as open_waited,
  night.open_up_to - open_time(c.asked_at, q.opens_at, q.closes_at, q.open_seconds_before) as open_known_for
from core.contact as c
cross join night
inner join ref.working_day as q on q.day_on = c.asked_on
left join ref.working_day as r on r.day_on = c.answered_on
left join core.agency as a on a.agency = c.agency
left join core.establishment_version as e on e.siret = c.siret and counts_on(c.asked_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = e.naf
