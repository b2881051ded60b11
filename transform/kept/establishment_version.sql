-- title: What each version of an establishment's record stated of its sector and headcount
-- grain: version
-- touched: stg.stated_version
-- note: never published: core.establishment_version says of each on which days it counts; one stamped on the as-of date or later is read again
select distinct
  _hash as version,
  siret,
  codeNaf as naf,
  trancheEffectif as workforce_band,
  _stamp as updated_at
from raw.etablissements
where _stamp < as_of_at() and supprime is not true
