-- id: event_hires
-- title: Recrutements par événement
-- title-en: Hires per event
-- grain: none
-- order: agency, month
-- unit: ratio
-- sense: higher
-- cuts: event_type, rome*
-- definition: Pour les événements de recrutement (#TousMobilisés) tenus dans la période et dont les recrutements sont connus : nombre moyen de
--   recrutements par événement. Intervalle à 95 % de Student.
-- definition-en: Of the recruiting events held in the period of which hires are known: mean hires per event. 95 % Student interval.
-- formula: somme des recrutements / événements
-- version: 1
-- seed: II.1.5 Organiser et participer à des évènements : « Gestion des évènements #tousMobilisés via le tableau de bord du bureau métier »
-- note: units are events; an event of several trades counts under each
-- audit: count >= 1
-- audit: numerator >= 0 and denominator = 1
select
  agency, month, event_type, rome, establishment,
  count(*) as count,
  cast(hires as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.event_held
where hires is not null
group by all
