-- title: Texts of job offers: what is compared and searched for wording, never published
-- grain: offer_id
-- partition: created_month
-- follows: core.offer
select
  id as offer_id,
  month_of(on_paris(dateCreation)) as created_month,
  intitule as title,
  description,
  content_hash(intitule, description, null) as content_hash
from stg.offers
where dateCreation < as_of_at() and supprime is not true
