select
  nullif($1, '') as agency,
  case when $1 <> '' then coalesce((select max(a.label) from core.agency as a where a.agency = $1), $1) end as agency_label,
  cast(coalesce(sum(waiting), 0) as bigint) as waiting,
  cast(coalesce(sum(late), 0) as bigint) as late,
  cast(coalesce(sum(recent), 0) as bigint) as recent,
  cast(coalesce(sum(in_delay), 0) as bigint) as in_delay,
  cast(coalesce(sum(beyond), 0) as bigint) as beyond,
  min(oldest_at) as oldest_at,
  cast(coalesce(sum(waiting_offers), 0) as bigint) as waiting_offers,
  cast(coalesce(sum(matched), 0) as bigint) as matched
from performance.certification_stock
where ($1 = '' or agency = $1)
