-- title: Wordings that the law forbids, found in the texts of offers
-- grain: offer_id, wording_id
-- partition: created_month
-- follows: core.offer
-- version: 3
-- note: what each wording is, its lawful contexts and the law are the lexicon, ref.wording; the text itself is not kept here
-- audit: kind in ('discrimination', 'legal')
with version as (
  select
    id as offer_id,
    month_of(on_paris(dateCreation)) as created_month,
    wordings(intitule, coalesce(description, ''), cast(on_paris(dateCreation) as varchar)) as wording_ids,
    content_hash(intitule, description, null) as content_hash
  from stg.offers
  where dateCreation < as_of_at() and supprime is not true
),
found as (
  select offer_id, created_month, unnest(string_split(wording_ids, ' ')) as wording_id, content_hash
  from version
  where wording_ids is not null
)
select
  f.offer_id,
  f.wording_id,
  f.created_month,
  w.kind,
  w.criterion,
  f.content_hash
from found as f
inner join ref.wording as w on w.wording_id = f.wording_id
