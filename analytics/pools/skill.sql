-- title: Skills that open entrusted offers ask, and how each is called
-- grain: skill
-- note: the official label, else the one that offers state (the smallest of them), else the key itself
with stated as (
  select unnest(skills) as skill
  from stg.asked
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
