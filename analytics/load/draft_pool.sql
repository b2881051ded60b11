-- A draft as the index of pools reads it, and how it calls the skills that it asks.
select
  cast(to_json(o) as varchar) as offer,
  cast(to_json(list_transform(r.skills, lambda s: {'key': s.cle, 'label': coalesce(s.libelle, '')})) as varchar) as skills
from pools.offer as o
cross join core.offer_requirement as r
