-- title: Known offers without a widget, and why
-- grain: offer_id
-- seed: II.2 Le Widget Attractivité de l'Offre : « Apparition du WIDGET à J+1 de la création de l'OE », « Données DUNE uniquement »
-- audit: reason in ('not_entrusted', 'not_yet')
with coming as (
  select
    id as offer_id,
    intitule as title,
    romeCode as rome,
    appellationlibelle as appellation,
    _department as department,
    "lieuTravail.libelle" as place,
    cast(dateCreation as date) as created_on
  from raw.offres
  where _stamp >= as_of_at() or dateCreation >= as_of_at()
  qualify row_number() over (partition by id order by _stamp desc, _hash desc, _file, _line) = 1 and supprime is not true
)
select
  c.offer_id, c.title, c.rome, c.appellation, c.appellation as appellation_label, c.department, c.place, c.created_on,
  'not_yet' as reason
from coming as c
left join core.offer as o on o.offer_id = c.offer_id
where o.offer_id is null
union all
select
  offer_id, title, rome, appellation, appellation_label, department, place, created_on,
  'not_entrusted' as reason
from core.offer
where not entrusted
