-- title: What job offers ask: skills, licences, languages, diplomas
-- grain: offer_id
-- partition: created_month
-- follows: core.offer
-- note: E is required, S is wished; one that asks nothing has empty lists
select
  id as offer_id,
  month_of(on_paris(dateCreation)) as created_month,
  coalesce(competences, []) as skills,
  coalesce(permis, []) as licences,
  coalesce(langues, []) as languages,
  coalesce(formations, []) as diplomas,
  content_hash(competences, permis, langues, formations) as content_hash
from stg.offers
where dateCreation < as_of_at() and supprime is not true
