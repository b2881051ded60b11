-- title: What the records that came tonight are: new keys, other versions of known ones, versions delivered before
-- grain: source
-- note: keys <= versions <= records. A version that was superseded before tonight is not known any more: delivered again, it counts as a version
with repeated as ( -- records whose key came twice or was known
  select r.source, r.id, r._stamp, r._hash
  from stg.record as r
  inner join stg.several as s on s.source = r.source and s.key = key_hash(r.id)
  anti join before.again as a on a.source = r.source and a._file = r._file and a._line = r._line
  union all
  select r.source, r.id, r._stamp, r._hash
  from stg.record as r
  semi join stg.known as k on k.source = r.source and k.id = r.id
  anti join stg.several as s on s.source = r.source and s.key = key_hash(r.id)
  anti join before.again as a on a.source = r.source and a._file = r._file and a._line = r._line
),
arrived as (
  select r.source, count(*) as records
  from stg.record as r
  anti join before.again as a on a.source = r.source and a._file = r._file and a._line = r._line
  group by r.source
),
repetition as (
  select source, count(*) as records
  from repeated
  group by source
),
version as (
  select distinct r.source, r.id, r._stamp, r._hash
  from repeated as r
  anti join stg.known as k on k.source = r.source and k.id = r.id and k._stamp = r._stamp and k._hash = r._hash
),
fresh as (
  select source, count(*) as versions
  from version
  group by source
),
unknown as (
  select v.source, count(distinct v.id) as keys
  from version as v
  anti join stg.known as k on k.source = v.source and k.id = v.id
  group by v.source
)
select
  a.source,
  a.records,
  a.records - coalesce(r.records, 0) + coalesce(f.versions, 0) as versions,
  a.records - coalesce(r.records, 0) + coalesce(u.keys, 0) as keys
from arrived as a
left join repetition as r on r.source = a.source
left join fresh as f on f.source = a.source
left join unknown as u on u.source = a.source
