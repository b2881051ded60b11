-- title: Offers seen, by trade, department and month of creation
-- grain: rome, department, month, entrusted, contract
-- seed: méthode
-- note: offers that a rule of their channel refuses are not seen; long are contracts without a term or of more than rule_long_contract_months()
with refused as (
  select distinct offer_id
  from channel.decision
  where action = 'refused'
)
select
  o.rome,
  o.department,
  o.created_month as month,
  o.entrusted,
  o.contract,
  count(*) as offers,
  cast(sum(o.positions) as bigint) as positions,
  count(*) filter (where is_open(o.open_until)) as open_now,
  count(*) filter (where o.contract = 'CDI' or o.contract_months > rule_long_contract_months()) as long_contracts,
  count(*) filter (where not o.part_time) as full_time,
  count(o.part_time) as hours_stated
from core.offer as o
left join refused as r on r.offer_id = o.offer_id
where r.offer_id is null
group by o.rome, o.department, o.created_month, o.entrusted, o.contract
