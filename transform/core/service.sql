-- title: Services delivered on offers, conformed
-- grain: service_id
-- partition: delivered_month
-- facts-of: services
-- again: "date" >= as_of_at()
-- audit: delivered_on < as_of()
select
  id as service_id,
  offreId as offer_id,
  code as service,
  on_paris("date") as delivered_on,
  month_of(on_paris("date")) as delivered_month,
  codeAgence as agency,
  _stamp as updated_at,
  _hash as version
from stg.services
where "date" < as_of_at() and supprime is not true
