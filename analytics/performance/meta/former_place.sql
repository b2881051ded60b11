-- title: Places as agencies made them until some of these went elsewhere
-- grain: level, code, agency
-- seed: méthode : secret statistique
-- note: an agency takes its past along when it moves, so that what was published of a place and what is now differ by it: disclosure control goes on setting one against the other
-- note: code is that of the place and the day from which on it is another, as DT Ouest|2026-11-22; a new agency has no past, and its places stay what they were
-- note: of the nights that were run, and so in schema meta: each hands what it knows on to the next
-- audit: level <> 'agency' and until <= as_of()
with was as (
  select agency, level, code
  from before.agency_place
  where level <> 'agency'
),
here as (
  select p.agency, p.level, p.code
  from performance.agency_place as p
  semi join was as w on w.agency = p.agency
  where p.level <> 'agency'
),
moved as ( -- places that an agency left or came to
  select coalesce(w.level, h.level) as level, coalesce(w.code, h.code) as code
  from was as w
  full join here as h on h.agency = w.agency and h.level = w.level and h.code = w.code
  where w.agency is null or h.agency is null
)
select agency, level, code, had, until
from before.former_place
union
select w.agency, w.level, concat(w.code, '|', as_of()) as code, w.code as had, as_of() as until
from was as w
semi join moved as m on m.level = w.level and m.code = w.code
