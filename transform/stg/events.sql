-- title: Recruiting events: the version of each record that counts on the as-of date
-- grain: id
-- materialize: view
-- note: the greatest stamp before the as-of date wins; on equal stamps, the greatest content hash
select *
from raw.evenements
where _stamp < as_of_at()
qualify row_number() over (partition by id order by _stamp desc, _hash desc, _file, _line) = 1
