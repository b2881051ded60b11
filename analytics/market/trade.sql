-- title: A trade in a territory: offers, job seekers, hires and salaries
-- grain: rome, level, code
-- seed: méthode
-- note: offers are those seen that were created in the last rule_market_months() complete months, hires the entrusted ones filled in them; open_now is of any age
-- note: portfolio counts job seekers by principal trade and residence; stock_a and stock_abc are the published job seekers at month end, stock_month the last month published
-- note: offers_per_job_seeker is the plain ratio of offers to stock_a, where it is published, else to portfolio; it is no tension, and null under rule_market_min() of either
-- note: geographic_mismatch is half the sum of what the departments' shares of the offers and of the portfolio differ by (Duncan); null for a department
-- note: salaries are yearly, full time, without apprenticeships
-- literal: 0.25 a quartile
-- literal: 0.5 a quartile
-- literal: 2 the shares of both differ
-- literal: 0.75 a quartile
-- audit: entrusted <= offers
-- audit: salaries <= offers
-- audit: (median_salary is null) = (salaries = 0)
-- audit: geographic_mismatch is null or geographic_mismatch between 0 and 1
with bounds as (
  select months_before(month_start(as_of()), rule_market_months()) as from_on, month_start(as_of()) as until_on
),
offer as (
  select
    c.rome, c.department,
    sum(case when is_recent then c.offers else 0 end) as offers,
    sum(case when is_recent and c.entrusted then c.offers else 0 end) as entrusted,
    sum(case when is_recent then c.positions else 0 end) as positions,
    sum(c.open_now) as open_now,
    sum(case when is_recent then c.long_contracts else 0 end) as long_contracts,
    sum(case when is_recent then c.full_time else 0 end) as full_time,
    sum(case when is_recent then c.hours_stated else 0 end) as hours_stated
  from (
    select c.*, c.month >= month_of(b.from_on) and c.month < month_of(b.until_on) as is_recent
    from market.offer_count as c
    cross join bounds as b
  ) as c
  group by c.rome, c.department
),
hire as (
  select o.rome, o.department, count(*) as hires, sum(o.positions_filled) as hired_positions
  from core.offer as o
  cross join bounds as b
  where o.entrusted and o.filled_on >= b.from_on and o.filled_on < b.until_on
  group by o.rome, o.department
),
seeker as (
  select trade.rome, department, count(*) as portfolio
  from attractivity.seeker_trade as trade
  where department is not null and trade.rome is not null
  group by trade.rome, department
),
stock as (
  select
    rome, department,
    sum(case when category = 'A' then job_seekers else 0 end) as stock_a,
    sum(job_seekers) as stock_abc
  from core.job_seeker_stock
  where month = (select max(month) from core.job_seeker_stock) and category in ('A', 'B', 'C')
  group by rome, department
),
market as (
  select rome, department from offer
  union
  select rome, department from hire
  union
  select rome, department from seeker
  union
  select rome, department from stock
),
summed as (
  select
    m.rome, p.level, p.code, min(p.label) as label,
    coalesce(sum(o.offers), 0) as offers,
    coalesce(sum(o.entrusted), 0) as entrusted,
    coalesce(sum(o.positions), 0) as positions,
    coalesce(sum(o.open_now), 0) as open_now,
    coalesce(sum(o.long_contracts), 0) as long_contracts,
    coalesce(sum(o.full_time), 0) as full_time,
    coalesce(sum(o.hours_stated), 0) as hours_stated,
    coalesce(sum(h.hires), 0) as hires,
    coalesce(sum(h.hired_positions), 0) as hired_positions,
    coalesce(sum(s.portfolio), 0) as portfolio,
    sum(k.stock_a) as stock_a,
    sum(k.stock_abc) as stock_abc
  from market as m
  inner join market.place as p on p.department = m.department
  left join offer as o on o.rome = m.rome and o.department = m.department
  left join hire as h on h.rome = m.rome and h.department = m.department
  left join seeker as s on s.rome = m.rome and s.department = m.department
  left join stock as k on k.rome = m.rome and k.department = m.department
  group by m.rome, p.level, p.code
),
mismatch as (
  select
    m.rome, p.level, p.code,
    ratio( -- in whole numbers, which add up the same in any order
      sum(abs(coalesce(o.offers, 0) * t.portfolio - coalesce(s.portfolio, 0) * t.offers)),
      2 * any_value(t.offers * t.portfolio)
    ) as geographic_mismatch
  from market as m
  inner join market.place as p on p.department = m.department and p.level <> 'department'
  inner join summed as t on t.rome = m.rome and t.level = p.level and t.code = p.code
  left join offer as o on o.rome = m.rome and o.department = m.department
  left join seeker as s on s.rome = m.rome and s.department = m.department
  where t.offers >= rule_market_min() and t.portfolio >= rule_market_min()
  group by m.rome, p.level, p.code
),
refused as (
  select distinct offer_id
  from channel.decision
  where action = 'refused'
),
salary as (
  select
    o.rome, p.level, p.code,
    count(*) as salaries,
    quantile_cont(cast(o.salary_annual_fte as double), [0.25, 0.5, 0.75]) as quartiles
  from core.offer as o
  cross join bounds as b
  inner join market.place as p on p.department = o.department
  left join refused as r on r.offer_id = o.offer_id
  where r.offer_id is null and not o.apprenticeship and o.salary_annual_fte is not null
    and o.created_month >= month_of(b.from_on) and o.created_month < month_of(b.until_on)
  group by o.rome, p.level, p.code
)
select
  m.rome,
  m.level,
  m.code,
  m.label,
  coalesce(t.label, m.rome) as rome_label,
  month_of(b.from_on) as from_month,
  month_of(b.until_on - 1) as to_month,
  cast(m.offers as bigint) as offers,
  cast(m.entrusted as bigint) as entrusted,
  cast(m.positions as bigint) as positions,
  cast(m.open_now as bigint) as open_now,
  ratio(m.long_contracts, m.offers) as long_contract_share,
  ratio(m.full_time, m.hours_stated) as full_time_share,
  cast(m.hours_stated as bigint) as hours_stated,
  cast(m.hires as bigint) as hires,
  cast(m.hired_positions as bigint) as hired_positions,
  cast(m.portfolio as bigint) as portfolio,
  (select max(month) from core.job_seeker_stock) as stock_month,
  cast(m.stock_a as bigint) as stock_a,
  cast(m.stock_abc as bigint) as stock_abc,
  case when m.offers >= rule_market_min() and coalesce(m.stock_a, m.portfolio) >= rule_market_min() then
    ratio(m.offers, coalesce(m.stock_a, m.portfolio))
  end as offers_per_job_seeker,
  g.geographic_mismatch,
  coalesce(s.salaries, 0) as salaries,
  s.quartiles[1] as salary_q1,
  s.quartiles[2] as median_salary,
  s.quartiles[3] as salary_q3
from summed as m
cross join bounds as b
left join ref.rome as t on t.rome_code = m.rome
left join mismatch as g on g.rome = m.rome and g.level = m.level and g.code = m.code
left join salary as s on s.rome = m.rome and s.level = m.level and s.code = m.code
