select contract, offers, share
from market.contract
where rome = $1 and level = $2 and code = $3
order by offers desc, contract
