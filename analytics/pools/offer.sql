-- title: Entrusted offers open on the as-of date, as matching sees them
-- grain: offer_id
-- order: none
-- seed: II.2 Proposer les services adaptés à la meilleure définition du profil recherché
-- note: only what is required (E) excludes; skills that are not required are wished. required_months is the experience that is
--   required, experience_months the one that is required or wished. Near trades are the mobility targets
--   of the offer's own ROME code, conformed to their legacy parents. A beginner's offer asks 0 months
-- audit: experience_months is null or experience_months >= 0
-- audit: not list_contains(near_romes, rome)
with entrusted as (
  select *
  from core.offer
  where entrusted and is_open(open_until)
),
near as (
  select
    n.rome_code,
    list(distinct coalesce(r.parent, n.near_code) order by coalesce(r.parent, n.near_code)) as romes
  from ref.near_trade as n
  left join ref.rome as r on r.rome_code = n.near_code
  where n.rank <= rule_pool_near_rank()
  group by n.rome_code
)
select
  e.offer_id,
  e.title,
  e.rome,
  e.rome_code_given,
  coalesce(r.label, e.rome) as rome_label,
  e.appellation,
  e.department,
  d.region,
  e.commune,
  e.place,
  e.latitude,
  e.longitude,
  e.contract,
  e.part_time,
  cast(e.salary_annual_fte as double) as salary_annual_fte,
  cast(case when e.experience = 'D' then 0 else e.experience_months end as integer) as experience_months,
  cast(case when e.experience = 'E' then e.experience_months end as integer) as required_months,
  list_transform(list_filter(a.skills, lambda c: c.cle <> '' and c.exigence = 'E'), lambda c: c.cle) as required_skills,
  list_transform(list_filter(a.skills, lambda c: c.cle <> '' and c.exigence is distinct from 'E'), lambda c: c.cle) as wished_skills,
  list_transform(list_filter(a.licences, lambda p: p.exigence = 'E' and p.cle <> ''), lambda p: p.cle) as required_licences,
  list_transform(list_filter(a.languages, lambda l: l.exigence = 'E' and l.cle <> ''), lambda l: l.cle) as required_languages,
  list_transform(list_filter(a.diplomas, lambda f: f.exigence = 'E' and f.niveauLibelle <> ''), lambda f: f.niveauLibelle) as required_diplomas,
  coalesce(list_filter(n.romes, lambda code: code <> e.rome), []) as near_romes,
  e.positions,
  e.agency
from entrusted as e
inner join core.offer_requirement as a on a.offer_id = e.offer_id
left join ref.rome as r on r.rome_code = e.rome
left join ref.department as d on d.department = e.department
left join near as n on n.rome_code = e.rome_code_given
