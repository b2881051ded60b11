-- title: Indicators by place and period, with targets, comparisons and ranks
-- grain: indicator, level, code, kind, period
-- through: indicators
-- with: performance.agency_place, performance.period_month, performance.cut_label, ref.target
-- version: 1
-- seed: I.4 Les collaborations du CDE : ENT 1, ENT 2, ENT 3 et leurs objectifs
-- note: the target is the one of the place's region and of the period's year, the most specific that is loaded; France has only those of every region
-- note: rank compares agencies and directorates within their region, departments and regions within France, best first, ties sharing it; ZZ has none
-- note: without_* and same_mix are of offers without services, beside ent1; same_mix is their rate at the mix of the served ones
-- audit: (value is null) = (denominator = 0)
-- audit: count > 0 or denominator = 0
-- audit: unit not in ('rate', 'per_thousand') or numerator between 0 and denominator
-- audit: unit <> 'rate' or value is null or value between 0 and 1
-- audit: value is null or value >= 0
-- audit: low is null or (low <= value and value <= high)
-- audit: median is null or median_low is null or (median_low <= median and median <= median_high)
-- audit: without_value is null or without_value between 0 and 1
-- audit: same_mix is null or same_mix between 0 and 1
-- audit: rank is null or (rank >= 1 and value is not null)
-- note: every indicator of ref.indicator has its rows, observed or not
select indicator, facet, agency, month, stratum, numerator, denominator, count
from unit.observed
union all
select indicator, '', null, null, null, 0, 0, 0
from ref.indicator
