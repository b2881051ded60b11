-- title: Months of each period that indicators are computed on
-- grain: kind, period, month
-- note: the last month is the one of the last day known; is_published marks the periods of the window, the older ones are there for the comparison with a year before
-- note: rolling12 is named by its last month; previous and year_before are labels of the same kind
-- literal: 2 years that the comparison with a year before needs
-- audit: kind in ('month', 'quarter', 'year', 'rolling12')
-- audit: month <= month_of(as_of() - 1)
with bounds as (
  select
    month_start(as_of() - 1) as last_on,
    months_before(month_start(as_of() - 1), rule_window_months()) as published_on
),
month as (
  select cast(s.month_at as date) as month_on, b.published_on
  from bounds as b
  cross join range(
    cast(months_before(month_start(as_of() - 1), rule_window_months()) - interval 2 year as timestamp),
    cast(as_of() as timestamp),
    interval 1 month
  ) as s(month_at)
),
anchor as (
  select month_on, month_on >= published_on as is_published
  from month
  where month_on >= published_on - interval 1 year
),
period as (
  select
    'month' as kind, month_of(month_on) as period, month_on as first_on, month_on as last_on,
    month_of(month_on - interval 1 month) as previous, month_of(month_on - interval 1 year) as year_before,
    year(month_on) as year, is_published
  from anchor
  union all
  select
    'rolling12', month_of(month_on), cast(month_on - interval 1 year + interval 1 month as date), month_on,
    month_of(month_on - interval 1 month), month_of(month_on - interval 1 year),
    year(month_on), is_published
  from anchor
  union all
  select
    'quarter', quarter_of(month_on), quarter_start(month_on), max(month_on),
    quarter_of(quarter_start(month_on) - 1), quarter_of(quarter_start(month_on) - interval 1 year),
    year(quarter_start(month_on)), bool_or(is_published)
  from anchor
  group by quarter_of(month_on), quarter_start(month_on)
  union all
  select
    'year', year_of(month_on), year_start(month_on), max(month_on),
    year_of(year_start(month_on) - 1), year_of(year_start(month_on) - 1),
    year(year_start(month_on)), bool_or(is_published)
  from anchor
  group by year_of(month_on), year_start(month_on)
)
select p.kind, p.period, month_of(m.month_on) as month, p.previous, p.year_before, cast(p.year as integer) as year, p.is_published
from period as p
inner join month as m on m.month_on between p.first_on and p.last_on
