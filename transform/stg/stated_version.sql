-- title: Versions of establishments that came tonight; not built on a full night, when every version is read
-- grain: version
select distinct _hash as version
from raw.etablissements
where _stamp < as_of_at() and supprime is not true
