select month, offers, entrusted, is_season
from market.month
where rome = $1 and level = $2 and code = $3
order by month
