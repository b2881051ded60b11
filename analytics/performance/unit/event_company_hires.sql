-- id: event_company_hires
-- title: Recrutements par entreprise présente à un événement
-- title-en: Hires per company at events
-- grain: none
-- order: agency, month
-- unit: ratio
-- sense: higher
-- cuts: event_type, rome*
-- definition: Pour les événements de recrutement (#TousMobilisés) tenus dans la période et dont les deux nombres sont connus : recrutements
--   rapportés aux entreprises présentes. Intervalle à 95 % de Student, les événements pour unités.
-- definition-en: Of the recruiting events held in the period of which both are known: hires over companies present. 95 % Student interval, events
--   being the units.
-- formula: somme des recrutements / somme des entreprises
-- version: 1
-- seed: II.1.5 Organiser et participer à des évènements : « Gestion des évènements #tousMobilisés via le tableau de bord du bureau métier »
-- note: units are events; an event of several trades counts under each
-- audit: count >= 1
-- audit: numerator >= 0 and denominator >= 1
select
  agency, month, event_type, rome, establishment,
  count(*) as count,
  cast(hires as bigint) as numerator,
  cast(companies as bigint) as denominator
from unit.event_held
where hires is not null and companies > 0
group by all
