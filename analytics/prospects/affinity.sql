-- title: Affinity of each trade with each sector: how much more than others the sector seeks it
-- grain: naf, rome
-- seed: II.2 Rechercher des profils ciblés : promouvoir les profils auprès des recruteurs ; prospecter les entreprises
-- note: learnt from the positions of entrusted offers. share is the trade's share in what the sector seeks, drawn towards its share
--   in all sectors as if rule_affinity_prior() positions more had been sought there as everywhere: a sector of which little is
--   known is like all. lift is share over the share in all sectors: 1 for no affinity. A pair that fewer than
--   rule_disclosure_establishments() employers make is left out: it would be about them, not about a sector
-- audit: share > 0 and share <= 1
-- audit: lift > 0
-- audit: positions between 1 and naf_positions
with sought as (
  select naf, rome, cast(sum(positions) as bigint) as positions, count(distinct employer) as employers
  from core.offer
  where entrusted
    and naf is not null
    and not is_void(outcome)
    and created_on >= months_before(as_of(), rule_prospect_months())
  group by naf, rome
),
sector as (
  select naf, sum(positions) as positions
  from sought
  group by naf
),
trade as (
  select rome, ratio(sum(positions), sum(sum(positions)) over ()) as share
  from sought
  group by rome
),
drawn as (
  select
    s.naf,
    s.rome,
    s.positions,
    cast(n.positions as bigint) as naf_positions,
    s.employers,
    t.share as everywhere,
    (s.positions + rule_affinity_prior() * t.share) / (n.positions + rule_affinity_prior()) as share
  from sought as s
  inner join sector as n on n.naf = s.naf
  inner join trade as t on t.rome = s.rome
)
select naf, rome, positions, naf_positions, employers, share, share / everywhere as lift
from drawn
where employers >= rule_disclosure_establishments()
