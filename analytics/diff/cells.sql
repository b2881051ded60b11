-- Every cell of the indicators of two nights: before, after, and what became of it.
with paired as (
  select
    coalesce(a.indicator, b.indicator) as indicator,
    coalesce(a.level, b.level) as level,
    coalesce(a.code, b.code) as code,
    coalesce(a.label, b.label) as label,
    coalesce(a.kind, b.kind) as kind,
    coalesce(a.period, b.period) as period,
    coalesce(b.count, 0) as count_before,
    coalesce(a.count, 0) as count_after,
    cast(coalesce(b.numerator, 0) as bigint) as numerator_before,
    cast(coalesce(a.numerator, 0) as bigint) as numerator_after,
    cast(coalesce(b.denominator, 0) as bigint) as denominator_before,
    cast(coalesce(a.denominator, 0) as bigint) as denominator_after,
    b.value as value_before,
    a.value as value_after,
    b.numerator is distinct from a.numerator or b.denominator is distinct from a.denominator or b.median is distinct from a.median as is_recounted,
    coalesce(b.low_n, true) or coalesce(a.low_n, true) as low_n
  from after.indicator as a
  full join before.indicator as b
    on b.indicator = a.indicator and b.level = a.level and b.code = a.code and b.kind = a.kind and b.period = a.period
)
select
  indicator, level, code, label, kind, period, count_before, count_after, numerator_before, numerator_after, denominator_before, denominator_after,
  value_before, value_after, low_n,
  value_after - value_before as move,
  case
    when value_before is null and value_after is null then 'empty'
    when value_before is null then 'new'
    when value_after is null then 'gone'
    when value_before <> value_after or count_before <> count_after or is_recounted then 'moved'
    else 'same'
  end as state
from paired
