-- title: What the night before knew of the records that came
-- grain: source, place, id, _stamp, _hash
-- note: place is core for the version that the conformed table holds, gone for one that it holds no more, again for one that is read again
-- note: part is the file of the conformed table that holds it
select b.source, b.place, b.id, b._stamp, b._hash, b.part
from before.record as b
semi join stg.record as r on r.source = b.source and r.id = b.id
