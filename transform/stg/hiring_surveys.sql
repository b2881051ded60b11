-- title: Cells of the survey of hiring needs: the version of each record that counts on the as-of date
-- grain: _cle
-- materialize: view
select r.*
from raw.bmo as r
anti join stg.beaten as b on b.source = 'bmo' and b._file = r._file and b._line = r._line
where r._stamp < as_of_at()
