-- id: delay
-- title: Durée de vie des offres
-- title-en: Life of offers
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: days
-- sense: lower
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Pour les offres confiées closes dans la période, quel que soit le motif de clôture, doublons et offres non conformes compris : nombre
--   moyen de jours de la création à la clôture, avec la médiane et le neuvième décile à côté. Intervalle à 95 % de Student ; pour la
--   médiane, celui des statistiques d'ordre. La taille de l'établissement est celle qui était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers closed in the period, whatever the outcome, duplicates and non-compliant ones included: mean days from
--   creation to closing, with the median and the ninth decile beside it. 95 % Student interval; for the median, that of order statistics.
--   The size of the establishment is the one known on the day of the offer's creation.
-- formula: somme des jours de la création à la clôture / offres closes
-- version: 2
-- seed: I.4 Les collaborations du CDE : ENT 3, jusqu'à la clôture et pour toutes les offres
-- note: units are offers, the numerator their days
-- audit: count >= 1
-- audit: numerator >= 0 and denominator = 1
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  days_to_close as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where closed_in is not null
