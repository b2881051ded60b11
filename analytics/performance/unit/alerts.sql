-- id: alerts
-- title: Offres en alerte
-- title-en: Offers with an alert
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: per_thousand
-- sense: lower
-- cuts: channel, rome, naf_section, contract, size_class, rule**
-- definition: Pour mille offres confiées créées dans la période, quel que soit leur devenir : celles qui portent au moins une alerte de doublon,
--   d'élément discriminant ou de cadre légal ; par règle, celles qui portent cette alerte. Intervalle à 95 % de Wilson. La taille de
--   l'établissement est celle qui était connue le jour de la création de l'offre.
-- definition-en: Per thousand entrusted offers created in the period, whatever became of them: those with at least one alert for a duplicate, a
--   discriminatory element or the law; by rule, those with that alert. 95 % Wilson interval. The size of the establishment is the one known
--   on the day of the offer's creation.
-- formula: 1 000 × offres avec alerte (par règle : avec cette alerte) / offres créées
-- version: 2
-- seed: II.7 Comparaison des solutions de publication des offres : « Doublon », « Élément discriminant », « Cadre légal »
-- note: units are offers; rows without a rule count each offer once, under every other cut, and rows of a rule count each offer of the agency and month once for it
-- note: quarter is that of closing, open while the offer is, by which the table is in files; month is that of creation
-- note: refusals are of partners' offers, which are not entrusted and count nowhere here
-- audit: count >= 1
-- audit: numerator between 0 and denominator
with total as (
  select closed_quarter as quarter, agency, created_in as month, count(*) as offers
  from unit.offer
  group by closed_quarter, agency, created_in
),
alerted as (
  select closed_quarter as quarter, agency, created_in as month, unnest(string_split(alerts, ' ')) as rule
  from unit.offer
  where alerts <> 'SANS'
),
with_rule as (
  select quarter, agency, month, rule, count(*) as offers
  from alerted
  group by quarter, agency, month, rule
),
kind as (
  select unnest(['duplicate', 'discrimination', 'illegal']) as rule
)
select
  closed_quarter as quarter, agency, created_in as month, channel, rome, naf_section, contract, size_class, '' as rule, establishment,
  cast(1 as bigint) as count,
  cast(alerts <> 'SANS' as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer
union all
select quarter, agency, month, '', '', '', '', '', rule, '', offers, 1, 1
from with_rule
union all
select t.quarter, t.agency, t.month, '', '', '', '', '', k.rule, '', t.offers - coalesce(r.offers, 0), 0, 1
from total as t
cross join kind as k
left join with_rule as r on r.quarter = t.quarter and r.agency = t.agency and r.month = t.month and r.rule = k.rule
where t.offers > coalesce(r.offers, 0)
