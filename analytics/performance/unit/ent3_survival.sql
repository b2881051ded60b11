-- beside: ent3
-- title: Offres créées, suivies jusqu'à ce qu'elles soient pourvues, pour la médiane de Kaplan-Meier
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- ageing: open
-- unit: survival
-- cuts: rome, naf_section, contract, channel, size_class, service*
-- note: units are offers created in the month; numerator is the days of observation, denominator 1 when they end by a filling and 0 when they are censored
-- note: an offer is censored at its closing, or on the as-of date while it is open; duplicates and non-compliant ones were never to be filled and are left out
-- note: quarter is that of closing, open while the offer is, by which the table is in files; month is that of creation
-- audit: count >= 1
-- audit: numerator >= 0 and denominator in (0, 1)
select
  closed_quarter as quarter, agency, created_in as month, rome, naf_section, contract, channel, size_class, service, establishment,
  cast(1 as bigint) as count,
  coalesce(days_to_fill, days_to_close, as_of() - created_on) as numerator,
  cast(filled_in is not null as bigint) as denominator
from unit.offer
where not is_void
