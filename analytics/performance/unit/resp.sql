-- id: resp
-- title: Taux de réponse aux enquêtes
-- title-en: Response rate of surveys
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: context, naf_section, size_class
-- definition: Parmi les enquêtes locales envoyées dans la période : part de celles qui ont reçu une réponse avant le jour d'arrêté. Les
--   dernières semaines d'envoi attendent encore des réponses. Intervalle à 95 % de Wilson. Le rapport trimestriel le donne par semaine d'envoi.
--   La taille et le secteur de l'établissement sont ceux qui étaient connus le jour de l'envoi.
-- definition-en: Of the local surveys sent in the period: the share that was answered before the as-of date. Of the last weeks, answers are still
--   to come. 95 % Wilson interval. The quarterly report has it by week of sending. Size and sector of the establishment are those known on
--   the day of sending.
-- formula: enquêtes répondues / enquêtes envoyées
-- version: 2
-- seed: I.5 Les enquêtes locales de satisfaction : « Chaque semaine Ipsos adresse des questionnaires par mail à l'entreprise dans trois contextes »
-- note: units are surveys, of the month of sending
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  coalesce(a.agency, 'ZZ') as agency,
  month_of(s.sent_on) as month,
  coalesce(s.context, 'ZZ') as context,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(s.siret, '') as establishment,
  count(*) as count,
  cast(s.answered_on is not null as bigint) as numerator,
  cast(1 as bigint) as denominator
from core.survey_return as s
left join core.agency as a on a.agency = s.agency
left join core.establishment_version as e on e.siret = s.siret and counts_on(s.sent_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = e.naf
group by all
