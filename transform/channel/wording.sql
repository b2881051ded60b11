-- title: Wordings that the law forbids, found in the texts of offers
-- grain: offer_id, wording_id
-- partition: created_month
-- follows: core.offer
-- note: what each wording is, its lawful contexts and the law are the lexicon, ref.wording; the text itself is not kept here
-- audit: kind in ('discrimination', 'legal')
with found as (
  select offer_id, created_month, unnest(string_split(wording_ids, ' ')) as wording_id, content_hash
  from kept.offer_text
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
