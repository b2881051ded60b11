select w.week_on, w.context, cast(sum(w.sent) as bigint) as sent, cast(sum(w.returned) as bigint) as returned
from performance.survey_week as w
inner join performance.agency_place as p on p.agency = w.agency
where p.level = $1 and p.code = $2 and w.period = $3
group by w.week_on, w.context
order by w.week_on, w.context
