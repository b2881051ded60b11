-- title: Skills that open entrusted offers ask, and how each is called
-- grain: skill
-- note: the official label, else the one that offers state (the smallest of them), else the key itself
with stated as (
  select unnest(r.skills) as skill
  from core.offer_requirement as r
  inner join core.offer as o on o.offer_id = r.offer_id
  where o.entrusted and is_open(o.open_until)
),
named as (
  select skill.cle as skill, min(nullif(skill.libelle, '')) as label
  from stated
  where skill.cle <> ''
  group by skill.cle
)
select n.skill, coalesce(r.label, n.label, n.skill) as label
from named as n
left join ref.skill as r on r.skill_code = n.skill
