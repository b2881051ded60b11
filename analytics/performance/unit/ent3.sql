-- id: ent3
-- title: Délai de recrutement
-- title-en: Time to fill
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: days
-- sense: lower
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- definition: Pour les offres confiées pourvues dans la période : nombre moyen de jours entre la création de l'offre et la date à laquelle
--   elle est pourvue, avec la médiane et le neuvième décile à côté. Intervalle à 95 % de Student ; pour la médiane, celui des statistiques
--   d'ordre. Les offres encore ouvertes n'y comptent pas, et la moyenne est donc optimiste : la médiane de Kaplan-Meier, sur les offres
--   créées dans la période, en tient compte. La taille de l'établissement est celle qui était connue le jour de la création de l'offre.
-- definition-en: Of the entrusted offers filled in the period: mean days from the creation of the offer to its filling, with the median and
--   the ninth decile beside it. 95 % Student interval; for the median, that of order statistics. Offers still open do not count, so the mean
--   is optimistic: the Kaplan-Meier median, of the offers created in the period, takes them into account. The size of the establishment is
--   the one known on the day of the offer's creation.
-- formula: somme des jours de la création au pourvoi / offres pourvues
-- version: 3
-- seed: I.4 Les collaborations du CDE : « Définition ENT 3 : mesure le délai de recrutement pour les offres déposées auprès de Pôle emploi. »
-- note: units are offers, the numerator their days; quarter is that of closing, by which the table is in files, month that of filling
-- audit: count >= 1
-- audit: numerator >= 0 and denominator = 1
select
  closed_quarter as quarter, agency, filled_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  days_to_fill as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where filled_in is not null
