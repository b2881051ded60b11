-- id: svc
-- title: Services par offre
-- title-en: Services per offer
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: ratio
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class
-- definition: Pour les offres confiées closes dans la période, hors doublons et offres non conformes : nombre moyen de services délivrés au plus
--   tard le jour de la clôture. Un service délivré deux fois compte deux fois. Intervalle à 95 % de Student. La taille de l'établissement
--   est celle qui était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers closed in the period, duplicates and non-compliant ones left out: mean number of services delivered no
--   later than the day of closing. A service delivered twice counts twice. 95 % Student interval. The size of the establishment is the one
--   known on the day of the offer's creation.
-- formula: somme des services délivrés / offres closes
-- version: 2
-- seed: II. Les services délivrés par le CDE
-- note: units are offers
-- audit: count >= 1
-- audit: numerator >= 0 and denominator = 1
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, establishment,
  cast(1 as bigint) as count,
  cast(services as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void
