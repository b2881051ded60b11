select *
from serving.offer
where is_open
