-- title: Job offers: the version of each record that counts on the as-of date
-- grain: id
-- materialize: view
select r.*
from raw.offres as r
anti join stg.beaten as b on b.source = 'offres' and b._file = r._file and b._line = r._line
where r._stamp < as_of_at()
