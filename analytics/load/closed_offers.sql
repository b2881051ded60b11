select *
from serving.offer
where not is_open
  and (? = '' or agency = ?)
  and (? = '' or department = ?)
  and (? = '' or rome = ?)
  and (? = '' or contains(lower(title), lower(?)))
  and (? = '' or (created_day, offer_id) < (cast(? as date) - date '1970-01-01', ?))
order by created_day desc, offer_id desc
limit ?
