-- Skills by their keys, and official ones by their labels too: a draft may state no code.
with by_label as (
  select distinct r.key as skill, p.label, p.same_as
  from ref.skill as r
  inner join pools.skill as p on p.skill = r.skill_code
  where r.key <> ''
)
select skill, label, same_as
from pools.skill
union all
select l.skill, l.label, l.same_as
from by_label as l
anti join pools.skill as p on p.skill = l.skill
order by skill
