-- title: Services delivered on offers, conformed
-- grain: service_id
-- audit: delivered_on < as_of()
select
  id as service_id,
  offreId as offer_id,
  code as service,
  on_paris("date") as delivered_on,
  codeAgence as agency
from stg.services
where "date" < as_of_at() and supprime is not true
