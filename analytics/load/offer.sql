select *
from serving.offer
where offer_id = ?
