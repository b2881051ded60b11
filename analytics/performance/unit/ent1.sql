-- id: ent1
-- title: Taux de recrutement des offres avec services
-- title-en: Recruitment rate of offers with services
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: rate
-- sense: higher
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Parmi les offres confiées closes dans la période, hors doublons et offres non conformes, et pour lesquelles au moins
--   un service a été délivré au plus tard le jour de la clôture : part des offres pourvues, par un candidat du service ou autrement.
--   Intervalle à 95 % de Wilson. À côté, le même taux pour les offres sans service, tel quel et ramené à la même répartition par grand
--   domaine de métier et type de contrat : une comparaison, qui ne dit pas l'effet des services. La taille de l'établissement est celle qui
--   était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers closed in the period, duplicates and non-compliant ones left out, on which a service was delivered
--   no later than the day of closing: the share that was filled, by a candidate of the service or otherwise. 95 % Wilson interval.
--   Beside it, the same rate for offers without services, as it is and at the same mix of trade domain and contract: a comparison, not an effect.
--   The size of the establishment is the one known on the day of the offer's creation.
-- formula: offres avec services closes et pourvues (POURVUE_PE ou POURVUE_AUTRE) / offres avec services closes
-- version: 3
-- seed: I.4 Les collaborations du CDE : « Définition ENT 1 : Il mesure le taux de recrutement pour les offres d'emploi avec des services délivrés aux entreprises. »
-- note: units are offers
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  cast(is_filled as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void and services > 0
