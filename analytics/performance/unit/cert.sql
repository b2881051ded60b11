-- id: cert
-- title: Espaces recruteur décidés sous 8 jours
-- title-en: Recruiter accounts decided within 8 days
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: naf_section, size_class
-- definition: Parmi les demandes de certification d'espaces recruteur faites dans la période, et dont le délai est écoulé au jour d'arrêté : part
--   de celles qui ont été décidées (certification, refus, blocage) dans les 8 jours, à l'heure de la demande. Une demande sans décision
--   n'est pas dans le délai. Une décision sans date ne compte pas. Intervalle à 95 % de Wilson. La taille et le secteur de l'établissement
--   sont ceux qui étaient connus le jour de la demande.
-- definition-en: Of the requests for the certification of recruiter accounts made in the period, the delay of which has run out on the as-of date:
--   the share decided (certified, refused or blocked) within 8 days, at the hour of the request. A request without a decision
--   is not in time. A decision without a date does not count. 95 % Wilson interval. Size and sector of the establishment are those known on
--   the day of the request.
-- formula: demandes décidées dans les 8 jours / demandes dont le délai est écoulé
-- version: 2
-- seed: II.3 La certification de l'espace recruteur : « Pas de contact avec l'employeur après 8 jours : refus certification »
-- note: units are requests, of the month in which they were made
-- audit: count >= 1
-- audit: numerator between 0 and denominator
with request as (
  select
    coalesce(g.agency, 'ZZ') as agency,
    a.asked_month as month,
    coalesce(n.section, 'ZZ') as naf_section,
    coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
    coalesce(a.siret, '') as establishment,
    coalesce(a.decided_at <= days_after(a.asked_at, rule_certification_days()), false) as is_in_time
  from core.recruiter_account as a
  left join core.agency as g on g.agency = a.agency
  left join core.establishment_version as e on e.siret = a.siret and counts_on(on_paris(a.asked_at), e.from_on, e.until_on)
  left join ref.sector as n on n.naf = e.naf
  where days_after(a.asked_at, rule_certification_days()) < as_of_at()
    and (a.decided_at is not null or coalesce(a.status not in ('CERTIFIE', 'REFUSE', 'BLOQUE'), true))
)
select
  agency, month, naf_section, size_class, establishment,
  count(*) as count,
  cast(is_in_time as bigint) as numerator,
  cast(1 as bigint) as denominator
from request
group by all
