-- id: ent2
-- title: Satisfaction des entreprises
-- title-en: Satisfaction of companies
-- grain: none
-- order: agency, month
-- unit: rate
-- sense: higher
-- cuts: context, naf_section, size_class
-- definition: Parmi les réponses aux enquêtes locales reçues dans la période, dans les trois contextes (rencontre, promotion de profil,
--   clôture d'une offre) : part des réponses satisfaites, de note 3 ou 4 sur 4. Intervalle à 95 % de Wilson. La taille et le secteur de
--   l'établissement sont ceux qui étaient connus le jour de la réponse.
-- definition-en: Of the answers to local surveys received in the period, in the three contexts (meeting, promotion of a profile, closing of an
--   offer): the share of satisfied ones, of 3 or 4 out of 4. 95 % Wilson interval. Size and sector of the establishment are those known on
--   the day of the answer.
-- formula: réponses de note 3 ou 4 / réponses reçues
-- version: 2
-- seed: I.4 Les collaborations du CDE : « Définition ENT 2 : mesure la satisfaction des entreprises suite aux services rendus à des moments clés de leur relation avec Pôle emploi. »
-- note: units are answers; sector and size are those of the establishment that answers, on the day of its answer
-- audit: context <> '' and naf_section <> '' and size_class <> ''
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  coalesce(a.agency, 'ZZ') as agency,
  month_of(s.answered_on) as month,
  coalesce(s.context, 'ZZ') as context,
  coalesce(n.section, 'ZZ') as naf_section,
  coalesce(size_class(e.workforce_band), 'ZZ') as size_class,
  coalesce(s.siret, '') as establishment,
  count(*) as count,
  cast(s.satisfaction >= rule_satisfied_from() as bigint) as numerator,
  cast(1 as bigint) as denominator
from core.survey_return as s
left join core.agency as a on a.agency = s.agency
left join core.establishment_version as e on e.siret = s.siret and counts_on(s.answered_on, e.from_on, e.until_on)
left join ref.sector as n on n.naf = e.naf
where s.answered_on is not null
group by all
