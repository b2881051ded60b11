-- title: Offers of a trade in a territory by type of contract, over a year
-- grain: rome, level, code, contract
-- seed: méthode
-- note: the last rule_market_months() complete months
-- audit: share > 0 and share <= 1
with counted as (
  select c.rome, p.level, p.code, c.contract, cast(sum(c.offers) as bigint) as offers
  from market.offer_count as c
  inner join market.place as p on p.department = c.department
  where c.month >= month_of(months_before(month_start(as_of()), rule_market_months())) and c.month < month_of(as_of())
  group by c.rome, p.level, p.code, c.contract
)
select
  rome,
  level,
  code,
  contract,
  offers,
  ratio(offers, sum(offers) over (partition by rome, level, code)) as share
from counted
