-- title: Offers of a trade in a territory, month by month, and its seasons
-- grain: rome, level, code, month
-- seed: méthode
-- note: the last complete months, two years of them; a month without an offer has no row
-- note: a month is high when its offers are at least rule_season_times() the mean of its year's months; a season is a month that is high in both years, of rule_market_min() offers each
-- literal: 2 the two years
-- literal: 12 the months of a year
-- audit: entrusted <= offers
-- audit: is_high or not is_season
with bounds as (
  select months_before(month_start(as_of()), 12) as second_on, months_before(month_start(as_of()), 2 * 12) as first_on
),
counted as (
  select
    c.rome, p.level, p.code, c.month, c.month >= month_of(b.second_on) as is_second,
    sum(c.offers) as offers,
    sum(case when c.entrusted then c.offers else 0 end) as entrusted
  from market.offer_count as c
  cross join bounds as b
  inner join market.place as p on p.department = c.department
  where c.month >= month_of(b.first_on) and c.month < month_of(as_of())
  group by c.rome, p.level, p.code, c.month, c.month >= month_of(b.second_on)
),
judged as (
  select
    rome, level, code, month, offers, entrusted,
    sum(offers) over (partition by rome, level, code, is_second) >= rule_market_min()
      and offers * 12 >= rule_season_times() * sum(offers) over (partition by rome, level, code, is_second) as is_high
  from counted
)
select
  rome,
  level,
  code,
  month,
  cast(offers as bigint) as offers,
  cast(entrusted as bigint) as entrusted,
  is_high,
  count(*) filter (where is_high) over (partition by rome, level, code, right(month, 2)) = 2 as is_season
from judged
