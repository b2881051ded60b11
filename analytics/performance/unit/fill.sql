-- id: fill
-- title: Part des offres pourvues
-- title-en: Share of offers filled
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: rate
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Parmi toutes les offres confiées closes dans la période, hors doublons et offres non conformes, avec ou sans services : part des
--   offres pourvues, par un candidat du service ou autrement. Intervalle à 95 % de Wilson. La taille de l'établissement est celle qui était
--   connue le jour de la création de l'offre.
-- definition-en: Of all the entrusted offers closed in the period, duplicates and non-compliant ones left out, with services or without: the share
--   that was filled, by a candidate of the service or otherwise. 95 % Wilson interval. The size of the establishment is the one known on
--   the day of the offer's creation.
-- formula: offres closes et pourvues (POURVUE_PE ou POURVUE_AUTRE) / offres closes
-- version: 2
-- seed: I.4 Les collaborations du CDE : ENT 1, pour toutes les offres
-- note: units are offers
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  cast(is_filled as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void
