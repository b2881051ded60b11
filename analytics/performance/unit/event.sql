-- id: event
-- title: Taux de présence aux événements
-- title-en: Attendance rate of events
-- grain: none
-- order: agency, month
-- unit: ratio
-- sense: higher
-- cuts: event_type, rome*
-- definition: Pour les événements de recrutement (#TousMobilisés) tenus dans la période et dont les deux nombres sont connus : présents rapportés
--   aux inscrits. Des présents non inscrits peuvent le porter au-dessus de 1. Intervalle à 95 % de Student, les événements pour unités :
--   les présences d'un même événement ne sont pas indépendantes.
-- definition-en: Of the recruiting events held in the period of which both are known: attendees over registered persons. Walk-ins may take it above
--   1. 95 % Student interval, events being the units: attendances of one event are not independent.
-- formula: somme des présents / somme des inscrits
-- version: 1
-- seed: II.1.5 Organiser et participer à des évènements : « Gestion des évènements #tousMobilisés via le tableau de bord du bureau métier »
-- note: units are events; an event of several trades counts under each
-- audit: count >= 1
-- audit: numerator >= 0 and denominator >= 1
select
  agency, month, event_type, rome, establishment,
  count(*) as count,
  cast(attendees as bigint) as numerator,
  cast(registered as bigint) as denominator
from unit.event_held
where attendees is not null and registered > 0
group by all
