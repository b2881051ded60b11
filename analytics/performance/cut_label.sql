-- title: Names of the values of the cuts of indicators
-- grain: cut, code
-- note: what is not stated is ZZ in every cut
select 'rome' as cut, rome_code as code, min(label) as label
from ref.rome
group by rome_code
union all
select 'naf_section', section, min(label)
from ref.sector
where naf = section
group by section
union all
select cut, code, label
from ref.cut
