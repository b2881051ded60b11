-- title: Texts of job offers, never published, and what is read off them once: what the law forbids, and a print by which duplicates are found
-- grain: offer_id
-- partition: created_month
-- follows: core.offer
-- version: 1
-- note: what is found stands for channel.wording to say, what the prints are for in stg.alike; neither reads a text again
-- note: the content is of the day of creation too, by which a pay is under the minimum wage or not
with version as (
  select id as offer_id, on_paris(dateCreation) as created_on, intitule as title, description
  from stg.offers
  where dateCreation < as_of_at() and supprime is not true
)
select
  offer_id,
  month_of(created_on) as created_month,
  title,
  description,
  wordings(title, coalesce(description, ''), cast(created_on as varchar)) as wording_ids,
  text_print(title, coalesce(description, '')) as print,
  content_hash(title, description, created_on) as content_hash
from version
