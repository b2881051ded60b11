-- title: Skills of matching: the official ones and those that open entrusted offers ask, how each is called, which are the same
-- grain: skill
-- note: the same skill are official codes of one normalised label, and that label itself where an offer gives no code: same_as is
--   the smallest of the codes. Every official code is listed, since persons may hold it and a draft may ask it. The official
--   label names it, else the one that offers state (the smallest of them), else the key itself
with stated as (
  select unnest(r.skills) as skill
  from core.offer_requirement as r
  semi join pools.offer as o on o.offer_id = r.offer_id
),
asked as (
  select skill.cle as skill, min(nullif(skill.libelle, '')) as label
  from stated
  where skill.cle <> ''
  group by skill.cle
),
official as (
  select
    skill_code as skill,
    key,
    first_value(skill_code) over (partition by key order by length(skill_code), skill_code) as same_as
  from ref.skill
  where key <> ''
),
by_label as (
  select distinct key, same_as
  from official
),
other as (
  select a.skill, a.label, coalesce(l.same_as, a.skill) as same_as
  from asked as a
  anti join official as c on c.skill = a.skill
  left join by_label as l on l.key = a.skill
),
every as (
  select skill, cast(null as varchar) as label, same_as from official
  union all
  select skill, label, same_as from other
)
select e.skill, coalesce(r.label, e.label, e.skill) as label, e.same_as
from every as e
left join ref.skill as r on r.skill_code = e.same_as
