-- beside: ent1
-- title: Offres sans service, pour comparaison avec ENT1
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- unit: rate
-- cuts: rome, naf_section, contract, channel, size_class
-- note: the same units as those of ent1, but offers on which no service was delivered by the day of closing
-- audit: count >= 1
-- audit: numerator between 0 and denominator
select
  closed_quarter as quarter, agency, closed_in as month, rome, naf_section, contract, channel, size_class, establishment,
  cast(1 as bigint) as count,
  cast(is_filled as bigint) as numerator,
  cast(1 as bigint) as denominator
from unit.offer
where closed_in is not null and not is_void and services = 0
