select *
from serving.offer
where market_place > 0
order by rome, appellation, department, market_place
