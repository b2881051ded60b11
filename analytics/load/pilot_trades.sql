select
  t.rome, t.rome_label, own.offers as agency_offers, own.open_now as agency_open,
  t.offers, t.hires, t.portfolio, t.offers_per_job_seeker, t.median_salary, t.stock_a is not null as is_published
from market.agency_trade as own
inner join market.trade as t on t.rome = own.rome and t.level = 'department' and t.code = $2
where own.agency = $1
order by own.offers desc, own.open_now desc, t.rome
limit $3
