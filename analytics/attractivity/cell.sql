-- title: Markets: a trade and appellation in a department, and how they rank in France
-- grain: rome, appellation, department
-- seed: II.2 Le Widget Attractivité de l'Offre : ROME + appellation, département, 24 mois glissants, 30 OE au minimum
-- note: applications_30 is per position offered, over the offers old enough or closed; rank is percent_rank among active cells
-- literal: 0.5 the median
-- audit: comparables >= 1
-- audit: rank is null or is_active
with market as (
  select
    rome,
    appellation,
    department,
    region,
    count(*) as comparables,
    count(*) filter (where is_open) as open_now,
    sum(positions) as positions,
    ratio(count(*) filter (where is_filled), count(*) filter (where closed_on is not null)) as filled_share,
    quantile_cont(days_to_fill, 0.5) as median_days_to_fill,
    count(distinct employer) as employers,
    quantile_cont(case when is_mature then applications_30 / positions end, 0.5) as applications_30,
    count(case when not apprenticeship then salary_annual_fte end) as salaries,
    quantile_cont(case when not apprenticeship then salary_annual_fte end, 0.5) as median_salary
  from attractivity.offer
  where is_comparable
  group by rome, appellation, department, region
),
seekers as (
  select trade.rome, department, count(*) as job_seekers
  from attractivity.seeker_trade as trade
  group by trade.rome, department
),
region_seekers as ( -- those of departments without an offer of the trade too
  select s.rome, d.region, sum(s.job_seekers) as job_seekers
  from seekers as s
  inner join ref.department as d on d.department = s.department
  group by s.rome, d.region
),
ranked as (
  select
    rome, appellation, department,
    percent_rank() over (order by applications_30) as rank
  from market
  where comparables >= rule_activation_min_offers() and applications_30 is not null
)
select
  m.rome,
  m.appellation,
  m.department,
  m.region,
  m.comparables,
  m.comparables >= rule_activation_min_offers() as is_active,
  m.open_now,
  cast(m.positions as bigint) as positions,
  m.filled_share,
  m.median_days_to_fill,
  m.employers,
  m.applications_30,
  m.salaries,
  m.median_salary,
  coalesce(s.job_seekers, 0) as job_seekers,
  cast(coalesce(g.job_seekers, 0) as bigint) as region_job_seekers,
  k.rank,
  case
    when k.rank >= rule_verdict_high() then 'attractive'
    when k.rank >= rule_verdict_low() then 'average'
    when k.rank is not null then 'unattractive'
  end as verdict
from market as m
left join seekers as s on s.rome = m.rome and s.department = m.department
left join region_seekers as g on g.rome = m.rome and g.region = m.region
left join ranked as k on k.rome = m.rome and k.appellation = m.appellation and k.department = m.department
