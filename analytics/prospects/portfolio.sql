-- title: Depth of each agency's portfolio: how many of its job seekers have a trade
-- grain: agency, rome
-- seed: II.2 Rechercher des profils ciblés : prospecter les entreprises à partir des métiers des demandeurs d'emploi de l'agence
-- note: who is available in time for a pool; a person of two trades counts in both. Counts of persons are rounded down to a multiple of
--   rule_disclosure_persons(), and fewer are left out
-- audit: job_seekers >= rule_disclosure_persons()
with held as (
  select distinct job_seeker_id, agency, unnest(trade_romes) as rome
  from pools.job_seeker
  where agency is not null
    and (available_on is null or available_on <= as_of() + cast(rule_pool_available_days() as integer))
)
select
  agency,
  rome,
  cast(floor(ratio(count(*), rule_disclosure_persons())) * rule_disclosure_persons() as bigint) as job_seekers
from held
where rome <> ''
group by agency, rome
having count(*) >= rule_disclosure_persons()
