-- title: Records that count from tonight on: newer than what the night before knew, or the same read again
-- grain: source, id
-- materialize: view
-- note: part is the file of the conformed table that holds the version before
select r.source, r.id, r._stamp, r._hash, k.part
from stg.record as r
anti join stg.beaten as b on b.source = r.source and b._file = r._file and b._line = r._line
left join stg.known as k on k.source = r.source and k.id = r.id and k.place <> 'again'
where r._stamp < as_of_at()
  and (k.id is null or r._stamp > k._stamp or (r._stamp = k._stamp and r._hash >= k._hash))
