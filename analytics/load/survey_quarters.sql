select period
from performance.period_month
where kind = 'quarter' and is_published
union
select period
from meta.survey_frozen
order by period
