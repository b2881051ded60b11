-- title: Skills that open entrusted offers ask, how each is called, and which of them are the same
-- grain: skill
-- note: the same skill are official codes of one normalised label, and that label itself where an offer gives no code: same_as is
--   the smallest of the codes. The other codes of a skill that is asked are listed too, since persons may hold them. The official
--   label names it, else the one that offers state (the smallest of them), else the key itself
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
),
official as (
  select
    skill_code,
    key,
    first_value(skill_code) over (partition by key order by length(skill_code), skill_code) as same_as
  from ref.skill
  where key <> ''
),
by_label as (
  select distinct key, same_as
  from official
),
asked as (
  select n.skill, n.label, coalesce(c.same_as, l.same_as, n.skill) as same_as
  from named as n
  left join official as c on c.skill_code = n.skill
  left join by_label as l on l.key = n.skill
),
held as (
  select o.skill_code as skill, cast(null as varchar) as label, o.same_as
  from official as o
  semi join asked as a on a.same_as = o.same_as
  anti join asked as b on b.skill = o.skill_code
),
every as (
  select * from asked
  union all
  select * from held
)
select e.skill, coalesce(r.label, e.label, e.skill) as label, e.same_as
from every as e
left join ref.skill as r on r.skill_code = e.same_as
