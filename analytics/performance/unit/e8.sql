-- id: e8
-- title: Réponse au besoin de l'entreprise sous 24 heures
-- title-en: Answers to companies within 24 hours
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: naf_section, size_class, contact_channel
-- definition: Parmi les demandes adressées aux agences par les recruteurs dans la période, et dont le délai est écoulé au jour d'arrêté : part
--   de celles qui ont reçu une réponse dans les 24 heures, nuits et jours fermés compris. Une réponse à l'heure juste compte ; la nuit du
--   changement d'heure en a 23 ou 25. Intervalle à 95 % de Wilson. La taille et le secteur de l'établissement sont ceux qui étaient connus
--   le jour de la demande.
-- definition-en: Of the requests that recruiters made to agencies in the period, the delay of which has run out on the as-of date: the share
--   answered within 24 hours, nights and closed days included. 95 % Wilson interval. Size and sector of the establishment are those known
--   on the day of the request.
-- formula: demandes répondues en 24 heures au plus / demandes faites depuis plus de 24 heures
-- version: 2
-- seed: I.4 Les collaborations du CDE : « ENGAGEMENT 8 : Des conseillers dédiés aux entreprises sont à votre écoute et s'engagent à répondre à votre besoin sous 24 heures. »
-- note: units are requests, of the month of the request and of the agency that was asked
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  agency, asked_in as month, naf_section, size_class, contact_channel, establishment,
  cast(1 as bigint) as count,
  cast(coalesce(waited <= time_of(rule_answer_hours()), false) as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.request
where known_for > time_of(rule_answer_hours())
