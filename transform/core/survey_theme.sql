-- title: Themes and tone of the verbatims of survey returns, without their words
-- grain: survey_id, theme
-- partition: sent_month
-- follows: core.survey_return
-- version: 2
-- note: an answered survey without a verbatim has no row; autre, none of the other themes, stands alone
-- audit: tone in ('positif', 'neutre', 'negatif')
with read as (
  select
    id as survey_id,
    month_of(on_paris(dateEnvoi)) as sent_month,
    string_split(verbatim_says(verbatim), ' ') as said,
    content_hash(verbatim, null, null) as content_hash
  from stg.surveys
  where dateEnvoi < as_of_at() and dateReponse < as_of_at() and supprime is not true and trim(verbatim) <> ''
),
told as (
  select survey_id, sent_month, said[1] as tone, unnest(said[2:]) as theme, content_hash
  from read
)
select
  survey_id,
  split_part(theme, ':', 1) as theme,
  sent_month,
  tone,
  cast(split_part(theme, ':', 2) as integer) as clarity,
  content_hash
from told
