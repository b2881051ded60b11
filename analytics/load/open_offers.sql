select *
from serving.offer
where is_open
order by created_day desc, offer_id
