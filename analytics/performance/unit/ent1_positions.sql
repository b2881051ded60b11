-- id: ent1_positions
-- title: Taux de recrutement des postes des offres avec services
-- title-en: Recruitment rate of positions of offers with services
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: rate
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Comme ENT1, en postes : parmi les postes des offres avec services closes dans la période, part des postes pourvus. Une offre
--   close sans recrutement peut avoir des postes pourvus. Intervalle à 95 % de Wilson, qui tient les postes pour indépendants.
-- definition-en: As ENT1, by positions: of the positions of offers with services closed in the period, the share that was filled. An offer
--   closed without a hire may have filled positions. 95 % Wilson interval, which takes positions as independent.
-- formula: postes pourvus des offres avec services closes / postes de ces offres
-- version: 2
-- seed: I.4 Les collaborations du CDE : « Définition ENT 1 : Il mesure le taux de recrutement pour les offres d'emploi avec des services délivrés aux entreprises. »
-- note: units are offers, which count as many positions as they have
-- audit: count >= 1
-- audit: denominator >= 1
-- audit: numerator between 0 and denominator
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  cast(positions_filled as bigint) as numerator,
  cast(positions as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void and services > 0
