select cast(coalesce(sum(open_now), 0) as bigint) as open_now
from market.agency_trade
where agency = $1
