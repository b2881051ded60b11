select t.code, t.label, t.offers, t.hires, t.portfolio, t.offers_per_job_seeker, t.median_salary, t.stock_a is not null as is_published
from market.trade as t
where t.rome = $1 and t.level = $2 and t.code <> $3
  and ($2 <> 'department' or t.code in (
    select d.department
    from ref.department as d
    inner join ref.department as own on own.region = d.region and own.department = $3
  ) or t.code in (select unnest(string_split($4, ' '))))
order by t.code
