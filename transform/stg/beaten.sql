-- title: Records that do not count on the as-of date, since another version of the same record does
-- grain: source, _file, _line
-- note: the greatest stamp before the as-of date wins; on equal stamps, the greatest content hash; of equal records, the first file and line
select r.source, r._file, r._line
from stg.record as r
inner join stg.several as s on s.source = r.source and s.key = key_hash(r.id)
where r._stamp < as_of_at()
qualify row_number() over (partition by r.source, r.id order by r._stamp desc, r._hash desc, r._file, r._line) > 1
