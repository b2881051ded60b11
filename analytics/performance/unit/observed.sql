-- title: Units of every indicator by agency and month, without cuts
-- grain: none
-- partition: quarter
-- parts-of: unit.offer
-- ageing: open, dated
-- note: count units alike of the table that bears the indicator's name; facet names what stands beside an indicator, '' is the indicator itself
-- note: stratum is the large domain of the trade and the contract, for rates that are compared at the same mix; '' for the others
-- note: quarter is that of closing, open while the offer is, by which the table is in files, and dated for what is not of offers
-- audit: count >= 1
select quarter, 'ent1' as indicator, '' as facet, agency, month, concat(domain_of(rome), ' ', contract) as stratum, numerator, denominator, cast(sum(count) as bigint) as count
from unit.ent1
group by all
union all
select quarter, 'ent1', 'without', agency, month, concat(domain_of(rome), ' ', contract), numerator, denominator, cast(sum(count) as bigint)
from unit.ent1_without
group by all
union all
select quarter, 'ent1_positions', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.ent1_positions
group by all
union all
select 'dated', 'ent2', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.ent2
group by all
union all
select quarter, 'ent3', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.ent3
group by all
union all
select quarter, 'ent3', 'survival', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.ent3_survival
group by all
union all
select 'dated', 'e8', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.e8
group by all
union all
select 'dated', 'e8_open_hours', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.e8_open_hours
group by all
union all
select 'dated', 'callback', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.callback
group by all
union all
select 'dated', 'cert', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.cert
group by all
union all
select 'dated', 'resp', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.resp
group by all
union all
select 'dated', 'event', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.event
group by all
union all
select 'dated', 'event_hires', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.event_hires
group by all
union all
select 'dated', 'event_company_hires', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.event_company_hires
group by all
union all
select quarter, 'svc', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.svc
group by all
union all
select quarter, 'svc_share', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.svc_share
where service = ''
group by all
union all
select quarter, 'fill', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.fill
group by all
union all
select quarter, 'delay', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.delay
group by all
union all
select quarter, 'appl', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.appl
group by all
union all
select quarter, 'alerts', '', agency, month, '', numerator, denominator, cast(sum(count) as bigint)
from unit.alerts
where rule = ''
group by all
