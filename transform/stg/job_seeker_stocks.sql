-- title: Job seekers at month end: the version of each record that counts on the as-of date
-- grain: _cle
-- materialize: view
select r.*
from raw.defm as r
anti join stg.beaten as b on b.source = 'defm' and b._file = r._file and b._line = r._line
where r._stamp < as_of_at()
