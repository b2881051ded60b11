-- title: Job seekers as matching sees them: trades, skills, mobility, availability, wishes
-- grain: job_seeker_id
-- order: none
-- seed: II.2 Rechercher des profils ciblés dans le portefeuille des demandeurs d'emploi de l'agence et du bassin
-- note: radiated job seekers are not in core.job_seeker. Trades are legacy ones, in the order of the source; no appellation
--   is an empty one, no months are 0. The wish is a full-time yearly amount, read as the salaries of offers are
-- audit: radius_km between 0 and rule_radius_max_km()
-- audit: len(trade_romes) = len(trade_appellations) and len(trade_romes) = len(trade_months)
-- audit: wish_annual_fte is null or wish_annual_fte > 0
select
  j.job_seeker_id,
  j.agency,
  j.commune,
  j.department,
  d.region,
  j.latitude,
  j.longitude,
  cast(radius_km as integer) as radius_km,
  available_on,
  contracts,
  working_time,
  cast(case
    when wish_amount <= 0 then null
    when wish_period = 'H' then wish_amount * rule_full_time_hours_year()
    when wish_period = 'M' and wish_amount < rule_monthly_is_yearly_from() then wish_amount * rule_salary_months_default()
    when wish_period in ('M', 'A') then wish_amount
  end as double) as wish_annual_fte,
  list_transform(trades, lambda t: t.rome) as trade_romes,
  list_transform(trades, lambda t: coalesce(t.appellation, '')) as trade_appellations,
  list_transform(trades, lambda t: coalesce(t.experience_months, 0)) as trade_months,
  skills,
  licences,
  languages,
  training_levels,
  mrs_romes
from core.job_seeker as j
left join ref.department as d on d.department = j.department
