-- id: appl
-- title: Candidatures par poste
-- title-en: Applications per position
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: ratio
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Pour les offres confiées closes dans la période, hors doublons et offres non conformes : candidatures de toutes origines reçues
--   pendant toute leur vie, rapportées aux postes. Les offres encore ouvertes, qui en recevront, n'y comptent pas. Intervalle à 95 % de
--   Student, les offres pour unités. La taille de l'établissement est celle qui était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers closed in the period, duplicates and non-compliant ones left out: applications of every origin over their
--   whole life, over positions. Offers still open, which will have more, do not count. 95 % Student interval, offers being the units. The
--   size of the establishment is the one known on the day of the offer's creation.
-- formula: somme des candidatures / somme des postes
-- version: 2
-- seed: II.2 Le Widget Attractivité de l'Offre : « Évolution des candidatures »
-- note: units are offers; their applications are those that core.offer_application has counted
-- audit: count >= 1
-- audit: numerator >= 0 and denominator >= 1
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  cast(applications as bigint) as numerator,
  cast(positions as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void
