-- title: Job seekers by principal trade and department of residence
-- grain: job_seeker_id
-- materialize: view
-- note: the principal trade is the one marked so, else the first
select
  job_seeker_id,
  department,
  coalesce(list_filter(trades, lambda t: t.is_principal)[1].rome, trades[1].rome) as rome
from core.job_seeker
