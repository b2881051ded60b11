-- title: What became of each source's records
-- grain: source
-- note: read = loaded + duplicate + superseded + quarantined, to the unit; loaded is the last version of each record
-- audit: read = loaded + duplicate + superseded + quarantined
with version as (
  select 'offres' as source, id, _stamp, _hash, count(*) as copies from raw.offres group by id, _stamp, _hash
  union all
  select 'demandeurs' as source, id, _stamp, _hash, count(*) as copies from raw.demandeurs group by id, _stamp, _hash
  union all
  select 'candidatures' as source, id, _stamp, _hash, count(*) as copies from raw.candidatures group by id, _stamp, _hash
  union all
  select 'services' as source, id, _stamp, _hash, count(*) as copies from raw.services group by id, _stamp, _hash
  union all
  select 'enquetes' as source, id, _stamp, _hash, count(*) as copies from raw.enquetes group by id, _stamp, _hash
  union all
  select 'agences' as source, code as id, _stamp, _hash, count(*) as copies from raw.agences group by code, _stamp, _hash
  union all
  select 'etablissements' as source, siret as id, _stamp, _hash, count(*) as copies from raw.etablissements group by siret, _stamp, _hash
  union all
  select 'contacts' as source, id, _stamp, _hash, count(*) as copies from raw.contacts group by id, _stamp, _hash
  union all
  select 'espaces_recruteur' as source, id, _stamp, _hash, count(*) as copies from raw.espaces_recruteur group by id, _stamp, _hash
  union all
  select 'evenements' as source, id, _stamp, _hash, count(*) as copies from raw.evenements group by id, _stamp, _hash
  union all
  select 'bmo' as source, _cle as id, _stamp, _hash, count(*) as copies from raw.bmo group by _cle, _stamp, _hash
  union all
  select 'defm' as source, _cle as id, _stamp, _hash, count(*) as copies from raw.defm group by _cle, _stamp, _hash
),
record as (
  select source, id, count(*) as versions, sum(copies) as copies
  from version
  group by source, id
),
counted as (
  select source, count(*) as loaded, sum(versions) - count(*) as superseded, sum(copies) - sum(versions) as duplicate
  from record
  group by source
),
received as (
  select source, sum("read") as "read", sum(quarantined) as quarantined
  from meta.file
  where state = 'loaded'
  group by source
)
select
  r.source,
  cast(r."read" as bigint) as "read",
  cast(coalesce(c.loaded, 0) as bigint) as loaded,
  cast(coalesce(c.duplicate, 0) as bigint) as duplicate,
  cast(coalesce(c.superseded, 0) as bigint) as superseded,
  cast(r.quarantined as bigint) as quarantined
from received as r
left join counted as c on c.source = r.source
