-- title: Cells of the survey of hiring needs: the version of each record that counts on the as-of date
-- grain: _cle
-- materialize: view
-- note: the greatest stamp before the as-of date wins; on equal stamps, the greatest content hash
select *
from raw.bmo
where _stamp < as_of_at()
qualify row_number() over (partition by _cle order by _stamp desc, _hash desc, _file, _line) = 1
