-- title: Job seekers as matching sees them: trades, skills, mobility, availability, wishes
-- grain: job_seeker_id
-- seed: II.2 Rechercher des profils ciblés dans le portefeuille des demandeurs d'emploi de l'agence et du bassin
-- note: radiated job seekers are not in core.job_seeker. Trades are conformed to their legacy parent, in the order of the
--   source; '' = no appellation, no months = 0. The wish is a full-time yearly amount, read as the salaries of offers are
-- audit: radius_km between 0 and rule_radius_max_km()
-- audit: len(trade_romes) = len(trade_appellations) and len(trade_romes) = len(trade_months)
-- audit: wish_annual_fte is null or wish_annual_fte > 0
with trade as (
  select
    job_seeker_id,
    unnest(trades) as trade,
    generate_subscripts(trades, 1) as place
  from core.job_seeker
),
conformed_trade as (
  select
    t.job_seeker_id,
    list({
      rome: coalesce(r.parent, t.trade.rome_code),
      appellation: coalesce(t.trade.appellation, ''),
      months: coalesce(t.trade.experience_months, 0)
    } order by t.place) as trades
  from trade as t
  left join ref.rome as r on r.rome_code = t.trade.rome_code
  where t.trade.rome_code is not null
  group by t.job_seeker_id
),
validated as (
  select job_seeker_id, unnest(mrs_romes) as rome_code
  from core.job_seeker
),
conformed_mrs as (
  select v.job_seeker_id, list(distinct coalesce(r.parent, v.rome_code) order by coalesce(r.parent, v.rome_code)) as romes
  from validated as v
  left join ref.rome as r on r.rome_code = v.rome_code
  group by v.job_seeker_id
)
select
  j.job_seeker_id,
  j.agency,
  j.commune,
  j.latitude,
  j.longitude,
  cast(j.radius_km as integer) as radius_km,
  j.available_on,
  j.contracts,
  j.working_time,
  cast(case
    when j.wish_amount <= 0 then null
    when j.wish_period = 'H' then j.wish_amount * rule_full_time_hours_year()
    when j.wish_period = 'M' and j.wish_amount < rule_monthly_is_yearly_from() then j.wish_amount * rule_salary_months_default()
    when j.wish_period in ('M', 'A') then j.wish_amount
  end as double) as wish_annual_fte,
  coalesce(list_transform(t.trades, lambda x: x.rome), []) as trade_romes,
  coalesce(list_transform(t.trades, lambda x: x.appellation), []) as trade_appellations,
  coalesce(list_transform(t.trades, lambda x: x.months), []) as trade_months,
  j.skills,
  j.licences,
  j.languages,
  coalesce(m.romes, []) as mrs_romes
from core.job_seeker as j
left join conformed_trade as t on t.job_seeker_id = j.job_seeker_id
left join conformed_mrs as m on m.job_seeker_id = j.job_seeker_id
