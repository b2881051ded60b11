-- title: Keys with more than one record, by their hash
-- grain: source, key
-- note: few keys come twice: only theirs are compared. Two keys of one hash are compared for nothing
select source, key_hash(id) as key
from stg.record
group by source, key_hash(id)
having count(*) > 1
