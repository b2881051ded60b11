-- A draft as the index of pools reads it, and the skills that it asks.
select
  cast(to_json(o) as varchar) as offer,
  coalesce(
    (
      select cast(to_json(list({'key': s.skill, 'label': s.label, 'same_as': s.same_as} order by s.skill)) as varchar)
      from pools.skill as s
      where list_contains(list_concat(o.required_skills, o.wished_skills), s.skill)
    ),
    '[]'
  ) as skills
from pools.offer as o
