-- title: Typical extracts of survey verbatims, masked, by theme and quarter, for the whole country
-- grain: period, theme, rank
-- seed: I.5 Les enquêtes locales de satisfaction : « Une analyse sémantique des verbatim issus des questionnaires est réalisée. »
-- note: of the theme's most frequent tone, the clearest first; each text once
-- note: only of themes with rule_extract_min() verbatims in the quarter; the texts are those of kept.survey_extract, in which no name, number or address can be
with said as (
  select quarter_start(s.answered_on) as quarter_on, t.survey_id, t.theme, t.tone, t.clarity
  from core.survey_theme as t
  inner join core.survey_return as s on s.survey_id = t.survey_id
),
toned as (
  select quarter_on, theme, tone, count(*) as count
  from said
  group by quarter_on, theme, tone
),
shown as (
  select quarter_on, theme, tone
  from toned
  qualify sum(count) over (partition by quarter_on, theme) >= rule_extract_min()
    and row_number() over (partition by quarter_on, theme order by count desc, tone) = 1
),
published as (
  select distinct period
  from performance.period_month
  where kind = 'quarter' and is_published
),
text as (
  select p.period, s.theme, s.tone, e.extract, max(s.clarity) as clarity
  from said as s
  inner join shown as h on h.quarter_on = s.quarter_on and h.theme = s.theme and h.tone = s.tone
  inner join kept.survey_extract as e on e.survey_id = s.survey_id
  inner join published as p on p.period = quarter_of(s.quarter_on)
  group by p.period, s.theme, s.tone, e.extract
)
select
  period,
  theme,
  row_number() over (partition by period, theme order by clarity desc, extract) as rank,
  tone,
  extract
from text
qualify row_number() over (partition by period, theme order by clarity desc, extract) <= rule_extracts_shown()
