select
  rome_label, label, from_month, to_month, offers, entrusted, positions, open_now, long_contract_share, full_time_share, hours_stated, hires, hired_positions,
  portfolio, stock_month, stock_a, stock_abc, offers_per_job_seeker, geographic_mismatch, salaries, ratio(salaries, offers) as coverage,
  salary_q1, median_salary, salary_q3
from market.trade
where rome = $1 and level = $2 and code = $3
