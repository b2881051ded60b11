with near as (
  select coalesce(r.parent, n.near_code) as rome, min(n.rank) as rank
  from ref.near_trade as n
  left join ref.rome as own on own.rome_code = n.rome_code
  left join ref.rome as r on r.rome_code = n.near_code
  where coalesce(own.parent, n.rome_code) = $1 and n.rank <= rule_pool_near_rank()
  group by coalesce(r.parent, n.near_code)
)
select t.rome, t.rome_label, t.offers, t.hires, t.portfolio, t.offers_per_job_seeker, t.median_salary, t.stock_a is not null as is_published
from near as n
inner join market.trade as t on t.rome = n.rome
where t.level = $2 and t.code = $3 and t.rome <> $1
order by n.rank, t.rome
