-- title: Establishments: the version of each record that counts on the as-of date
-- grain: siret
-- materialize: view
select r.*
from raw.etablissements as r
anti join stg.beaten as b on b.source = 'etablissements' and b._file = r._file and b._line = r._line
where r._stamp < as_of_at()
