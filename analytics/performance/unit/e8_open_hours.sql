-- id: e8_open_hours
-- title: Réponse au besoin de l'entreprise sous 24 heures ouvrées
-- title-en: Answers to companies within 24 opening hours
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: naf_section, size_class, contact_channel
-- definition: Comme E8, en heures d'ouverture des agences : du lundi au jeudi de 9 h à 17 h, le vendredi de 9 h à 12 h, heure de Paris, hors
--   jours fériés de toute la France. Le temps ne court pas quand les agences sont fermées. Intervalle à 95 % de Wilson.
-- definition-en: As E8, in opening hours of the agencies: Monday to Thursday 9 to 17, Friday 9 to 12, Paris time, French public holidays off.
--   No time passes while agencies are closed. 95 % Wilson interval.
-- formula: demandes répondues en 24 heures ouvrées au plus / demandes faites depuis plus de 24 heures ouvrées
-- version: 2
-- seed: I.4 Les collaborations du CDE : « ENGAGEMENT 8 : Des conseillers dédiés aux entreprises sont à votre écoute et s'engagent à répondre à votre besoin sous 24 heures. »
-- note: units are requests, of the month of the request and of the agency that was asked
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  agency, asked_in as month, naf_section, size_class, contact_channel, establishment,
  cast(1 as bigint) as count,
  cast(coalesce(open_waited <= time_of(rule_answer_hours()), false) as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.request
where open_known_for > time_of(rule_answer_hours())
