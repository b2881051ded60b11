-- title: Verbatims that could be shown as extracts: short, masked, and of known words alone, so that no name can be in them
-- grain: survey_id
-- partition: sent_month
-- follows: core.survey_return
-- version: 1
with masked as (
  select
    id as survey_id,
    month_of(on_paris(dateEnvoi)) as sent_month,
    verbatim_extract(verbatim) as extract,
    content_hash(verbatim, null, null) as content_hash
  from stg.surveys
  where dateEnvoi < as_of_at() and dateReponse < as_of_at() and supprime is not true
    and length(trim(verbatim)) between 1 and rule_extract_max()
)
select survey_id, sent_month, extract, content_hash
from masked
where extract is not null
