-- title: What open entrusted offers ask: skills, licences, languages
-- grain: offer_id
-- note: written once, since both matching and its labels read it
select
  o.offer_id,
  coalesce(s.competences, []) as skills,
  coalesce(s.permis, []) as licences,
  coalesce(s.langues, []) as languages
from core.offer as o
inner join stg.offers as s on s.id = o.offer_id
where o.entrusted and o.is_open
