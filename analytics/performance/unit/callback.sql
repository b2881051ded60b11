-- id: callback
-- title: Rappels traités sous 5 jours ouvrés
-- title-en: Callbacks dealt with within 5 working days
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: context, naf_section, size_class
-- definition: Parmi les rappels demandés dans les réponses aux enquêtes reçues dans la période, et dont le délai est écoulé au jour d'arrêté :
--   part de ceux qui ont été traités au plus tard le cinquième jour ouvré après la réponse. Un rappel resté injoignable est traité, un
--   rappel sans suite ne l'est pas. Intervalle à 95 % de Wilson. La taille et le secteur de l'établissement sont ceux qui étaient connus le
--   jour de la réponse.
-- definition-en: Of the callbacks asked for in survey answers received in the period, the delay of which has run out on the as-of date: the
--   share dealt with no later than the fifth working day after the answer. 95 % Wilson interval. Size and sector of the establishment are
--   those known on the day of the answer.
-- formula: rappels traités ou injoignables dans le délai / rappels demandés dont le délai est écoulé
-- version: 2
-- seed: I.5 Les enquêtes locales de satisfaction : « La gestion des rappels des entreprises est gérée par les conseillers. »
-- note: units are callbacks asked for, of the month of the answer and of the agency of the survey
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  q.agency,
  month_of(q.asked_on) as month,
  coalesce(q.context, 'ZZ') as context,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(q.siret, '') as establishment,
  count(*) as count,
  cast(q.is_in_time as bigint) as numerator,
  cast(1 as bigint) as denominator
from performance.callback_request as q
left join core.establishment_version as e on e.siret = q.siret and counts_on(q.asked_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = e.naf
where q.is_over
group by all
