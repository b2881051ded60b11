-- title: Job seekers by principal trade and department of residence
-- grain: job_seeker_id
-- materialize: view
-- note: the principal trade is the one marked so, else the first; its code is conformed to the legacy parent
with principal as (
  select
    job_seeker_id,
    department,
    coalesce(list_filter(trades, lambda t: t.is_principal)[1].rome_code, trades[1].rome_code) as rome_code
  from core.job_seeker
)
select p.job_seeker_id, p.department, coalesce(r.parent, p.rome_code) as rome
from principal as p
left join ref.rome as r on r.rome_code = p.rome_code
