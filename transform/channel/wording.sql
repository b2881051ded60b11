-- title: Wordings that the law forbids, found in the texts of offers
-- grain: offer_id, wording_id
-- partition: created_month
-- follows: core.offer
-- through: wording
-- version: 1
-- note: what each wording is, its lawful contexts and the law are the lexicon of the program; the text itself is not kept here
-- audit: kind in ('discrimination', 'legal')
select
  id as offer_id,
  month_of(on_paris(dateCreation)) as created_month,
  intitule as title,
  coalesce(description, '') as description,
  content_hash(intitule, description, null) as content_hash
from stg.offers
where dateCreation < as_of_at() and supprime is not true
  and has_suspect_wording(concat_ws(chr(10), intitule, description))
