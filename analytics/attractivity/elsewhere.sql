-- title: Known offers without a widget, and why
-- grain: offer_id
-- partition: created_month = month_of(created_on)
-- order: offer_id
-- touched: stg.elsewhere_offer
-- unsettled: reason = 'not_yet' or offer_id in (select offer_id from core.offer where is_open(open_until))
-- seed: II.2 Le Widget Attractivité de l'Offre : « Apparition du WIDGET à J+1 de la création de l'OE », « Données DUNE uniquement »
-- note: the trade of an offer that is not counted yet is conformed, its appellation is the label it came with; it is stamped on the as-of day or later, or counts and is created then
-- audit: reason in ('not_entrusted', 'not_yet')
with coming as (
  select
    r.id as offer_id,
    intitule as title,
    romeCode as rome_code,
    appellationlibelle as appellation,
    _department as department,
    "lieuTravail.libelle" as place,
    cast(dateCreation as date) as created_on
  from raw.offres as r
  left join stg.won as w on w.source = 'offres' and w.id = r.id and w._stamp = r._stamp and w._hash = r._hash
  where r._stamp >= as_of_at() or (r.dateCreation >= as_of_at() and w.id is not null)
  qualify row_number() over (partition by r.id order by r._stamp desc, r._hash desc, r._file, r._line) = 1 and supprime is not true
),
known as (
  select
    c.offer_id, c.title, coalesce(r.parent, c.rome_code) as rome, c.appellation, c.appellation as appellation_label,
    c.department, c.place, c.created_on, 'not_yet' as reason
  from coming as c
  left join core.offer as o on o.offer_id = c.offer_id
  left join ref.rome as r on r.rome_code = c.rome_code
  where o.offer_id is null
  union all
  select
    offer_id, title, rome, appellation, appellation_label, department, place, created_on, 'not_entrusted' as reason
  from core.offer
  where not entrusted and ((select is_full from before.night) or offer_id in (select offer_id from stg.elsewhere_offer))
)
select
  k.offer_id,
  k.title,
  k.rome,
  coalesce(r.label, k.rome) as rome_label,
  k.appellation,
  k.appellation_label,
  k.department,
  k.place,
  k.created_on,
  k.reason
from known as k
left join ref.rome as r on r.rome_code = k.rome
