-- title: Themes of survey verbatims by place and quarter: share, tone, and what rises
-- grain: level, code, period, theme
-- seed: I.5 Les enquêtes locales de satisfaction : « Une analyse sémantique des verbatim issus des questionnaires est réalisée. »
-- note: a verbatim counts in the quarter of its answer, under each of its one to three themes
-- note: before is the quarters that it is held against, rule_rising_quarters() of them; g2 is the log-likelihood ratio of Dunning (1993)
-- note: a place has no row for a quarter without a verbatim
-- literal: 3 months of a quarter
-- audit: count between 0 and verbatims
-- audit: positive + neutral + negative = count
-- audit: before_count between 0 and before_verbatims
-- audit: not is_rising or share > before_share
with theme as (
  select unnest([
    'delai', 'pertinence_profils', 'ecoute_conseil', 'joignabilite', 'outils_numeriques', 'suivi', 'aides_mesures', 'redaction_offre', 'presence_candidats', 'autre'
  ]) as theme
),
said as (
  select p.level, p.code, p.label, quarter_start(s.answered_on) as quarter_on, t.survey_id, t.theme, t.tone
  from core.survey_theme as t
  inner join core.survey_return as s on s.survey_id = t.survey_id
  left join core.agency as a on a.agency = s.agency
  inner join performance.agency_place as p on p.agency = coalesce(a.agency, 'ZZ')
),
total as (
  select level, code, min(label) as label, quarter_on, count(distinct survey_id) as verbatims
  from said
  group by level, code, quarter_on
),
counted as (
  select
    level, code, quarter_on, theme,
    count(*) as count,
    count(*) filter (where tone = 'positif') as positive,
    count(*) filter (where tone = 'neutre') as neutral,
    count(*) filter (where tone = 'negatif') as negative
  from said
  group by level, code, quarter_on, theme
),
cell as (
  select
    t.level, t.code, t.label, t.quarter_on, h.theme, t.verbatims,
    coalesce(c.count, 0) as count, coalesce(c.positive, 0) as positive, coalesce(c.neutral, 0) as neutral, coalesce(c.negative, 0) as negative
  from total as t
  cross join theme as h
  left join counted as c on c.level = t.level and c.code = t.code and c.quarter_on = t.quarter_on and c.theme = h.theme
),
held as (
  select
    c.level, c.code, c.quarter_on, c.theme,
    cast(coalesce(sum(b.verbatims), 0) as bigint) as verbatims,
    cast(coalesce(sum(b.count), 0) as bigint) as count
  from cell as c
  left join cell as b
    on b.level = c.level and b.code = c.code and b.theme = c.theme
    and b.quarter_on < c.quarter_on and b.quarter_on >= months_before(c.quarter_on, cast(3 * rule_rising_quarters() as integer))
  group by c.level, c.code, c.quarter_on, c.theme
),
published as (
  select distinct period
  from performance.period_month
  where kind = 'quarter' and is_published
),
measured as (
  select
    c.level, c.code, p.period, c.theme, c.label, c.verbatims, c.count, c.positive, c.neutral, c.negative,
    ratio(c.count, c.verbatims) as share,
    h.verbatims as before_verbatims,
    h.count as before_count,
    ratio(h.count, h.verbatims) as before_share,
    log_likelihood(c.count, c.verbatims, h.count, h.verbatims) as g2
  from cell as c
  inner join held as h on h.level = c.level and h.code = c.code and h.quarter_on = c.quarter_on and h.theme = c.theme
  inner join published as p on p.period = quarter_of(c.quarter_on)
)
select
  level,
  code,
  period,
  theme,
  label,
  verbatims,
  count,
  share,
  positive,
  neutral,
  negative,
  before_verbatims,
  before_count,
  before_share,
  g2,
  coalesce(share > before_share and g2 >= rule_rising_g2(), false) as is_rising,
  verbatims < rule_low_n() as low_n
from measured
