-- title: Entrusted offers seen of an agency, by trade
-- grain: agency, rome
-- seed: méthode
-- note: offers are those created in the last rule_market_months() complete months, open_now is of any age; offers that a rule of their channel refuses are not seen
-- audit: offers > 0 or open_now > 0
with bounds as (
  select months_before(month_start(as_of()), rule_market_months()) as from_on, month_start(as_of()) as until_on
),
refused as (
  select distinct offer_id
  from channel.decision
  where action = 'refused'
),
counted as (
  select
    o.agency,
    o.rome,
    count(*) filter (where o.created_month >= month_of(b.from_on) and o.created_month < month_of(b.until_on)) as offers,
    count(*) filter (where is_open(o.open_until)) as open_now
  from core.offer as o
  cross join bounds as b
  left join refused as r on r.offer_id = o.offer_id
  where o.entrusted and o.agency is not null and r.offer_id is null
  group by o.agency, o.rome
)
select agency, rome, offers, open_now
from counted
where offers > 0 or open_now > 0
