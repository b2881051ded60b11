-- id: alerts
-- title: Offres en alerte
-- title-en: Offers with an alert
-- grain: none
-- order: agency, month
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
-- note: refusals are of partners' offers, which are not entrusted and count nowhere here
-- audit: count >= 1
-- audit: numerator between 0 and denominator
with alerted as (
  select offer_id, rule
  from channel.decision
  where action = 'alert' and rule in ('duplicate', 'discrimination', 'illegal')
),
marked as (
  select distinct offer_id
  from alerted
),
total as (
  select agency, created_in as month, count(*) as offers
  from unit.offer
  group by agency, created_in
),
with_rule as (
  select o.agency, o.created_in as month, a.rule, count(*) as offers
  from alerted as a
  inner join unit.offer as o on o.offer_id = a.offer_id
  group by o.agency, o.created_in, a.rule
),
kind as (
  select distinct rule
  from with_rule
)
select
  o.agency, o.created_in as month, o.channel, o.rome, o.naf_section, o.contract, o.size_class, '' as rule, o.establishment,
  cast(1 as bigint) as count,
  cast(m.offer_id is not null as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer as o
left join marked as m on m.offer_id = o.offer_id
union all
select agency, month, '', '', '', '', '', rule, '', offers, 1, 1
from with_rule
union all
select t.agency, t.month, '', '', '', '', '', k.rule, '', t.offers - coalesce(r.offers, 0), 0, 1
from total as t
cross join kind as k
left join with_rule as r on r.agency = t.agency and r.month = t.month and r.rule = k.rule
where t.offers > coalesce(r.offers, 0)
