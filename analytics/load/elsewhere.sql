select offer_id, title, rome, rome_label, coalesce(appellation, ''), coalesce(appellation_label, ''), department, coalesce(place, ''), created_on - date '1970-01-01', reason
from attractivity.elsewhere
where offer_id = ?
