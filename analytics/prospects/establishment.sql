-- title: Establishments as prospecting sees them: where, how large, what they did, and what their sector lets expect
-- grain: siret
-- seed: II.2 Rechercher des profils ciblés : promouvoir les profils auprès des recruteurs ; prospecter les entreprises
-- note: hires, open offers and the last offer are those of prospects.hiring. size is how many times as many hires as the mean an
--   establishment of its workforce band makes, drawn towards 1 as if rule_prospect_size_prior() establishments more were like the
--   mean. sector_hires shares the hires of a sector among its establishments by their size: they add up to what the sector hired
-- audit: size > 0
-- audit: sector_hires >= 0
-- audit: open_offers >= 0 and hires >= 0
with hired as (
  select siret, sum(hires) as hires, sum(open_offers) as open_offers, max(last_offer_on) as last_offer_on
  from prospects.hiring
  group by siret
),
known as (
  select
    e.siret, e.company, e.naf, e.commune, e.department, e.workforce_band, e.agency, e.first_hired_on,
    cast(coalesce(h.hires, 0) as bigint) as hires,
    cast(coalesce(h.open_offers, 0) as bigint) as open_offers,
    h.last_offer_on
  from core.establishment as e
  left join hired as h on h.siret = e.siret
),
mean as (
  select ratio(sum(hires), count(*)) as hires
  from known
),
band as (
  select
    k.workforce_band,
    cast(case
      when m.hires > 0
        then (sum(k.hires) + rule_prospect_size_prior() * m.hires) / (count(*) + rule_prospect_size_prior()) / m.hires
      else 1
    end as decimal(18, 6)) as size
  from known as k
  cross join mean as m
  group by k.workforce_band, m.hires
),
sized as (
  select k.*, b.size
  from known as k
  inner join band as b on b.workforce_band is not distinct from k.workforce_band
),
sector as (
  select naf, sum(hires) as hires, sum(size) as size
  from sized
  where naf is not null
  group by naf
)
select
  s.siret,
  s.company,
  s.naf,
  s.commune,
  s.department,
  c.latitude,
  c.longitude,
  s.workforce_band,
  s.agency,
  s.first_hired_on,
  s.hires,
  s.open_offers,
  s.last_offer_on,
  cast(s.size as double) as size,
  coalesce(cast(s.size as double) * cast(n.hires as double) / cast(n.size as double), 0) as sector_hires
from sized as s
left join sector as n on n.naf = s.naf
left join ref.commune as c on c.commune = s.commune
