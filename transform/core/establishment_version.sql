-- title: What was stated of each establishment, version by version, with the days on which each counts
-- grain: version
-- order: siret, updated_at, version
-- note: a version counts from the day of its stamp (from_on) to the day before until_on, that of the next one; the first one known counts for all the days before it too (from_on is 0001-01-01), the last one still (until_on is 9999-12-31)
-- note: of several versions of one day the last counts from it on; a deletion states nothing, so that what was stated goes on counting
-- note: a late record finds its place among the others, so that a night which carries on from another has what a full one has
with dated as (
  select
    *,
    on_paris(updated_at) as stated_on,
    row_number() over (partition by siret order by updated_at, version) as place,
    lead(on_paris(updated_at)) over (partition by siret order by updated_at, version) as until_on
  from kept.establishment_version
)
select
  version,
  siret,
  naf,
  workforce_band,
  updated_at,
  case when place > 1 then stated_on else date '0001-01-01' end as from_on,
  coalesce(until_on, date '9999-12-31') as until_on
from dated
