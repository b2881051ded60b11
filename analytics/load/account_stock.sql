select
  s.agency, coalesce(a.label, s.agency) as agency_label, s.waiting, s.late, s.recent, s.in_delay, s.beyond, s.oldest_at, s.waiting_offers, s.matched
from performance.certification_stock as s
left join core.agency as a on a.agency = s.agency
where ($1 = '' or s.agency = $1) and s.agency > $2
order by s.agency
limit $3
