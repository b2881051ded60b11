-- title: What became of each source's records
-- grain: source
-- note: read = loaded + duplicate + superseded + quarantined, to the unit; loaded counts keys, with the last version of each
-- audit: read = loaded + duplicate + superseded + quarantined
with received as (
  select source, sum("read") as "read", sum(quarantined) as quarantined
  from meta.file
  where state = 'loaded'
  group by source
)
select
  r.source,
  cast(r."read" as bigint) as "read",
  cast(coalesce(b.loaded, 0) + coalesce(t.keys, 0) as bigint) as loaded,
  cast(coalesce(b.duplicate, 0) + coalesce(t.records - t.versions, 0) as bigint) as duplicate,
  cast(coalesce(b.superseded, 0) + coalesce(t.versions - t.keys, 0) as bigint) as superseded,
  cast(r.quarantined as bigint) as quarantined
from received as r
left join before.source_count as b on b.source = r.source
left join stg.tally as t on t.source = r.source
