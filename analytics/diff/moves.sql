-- The cells that moved, the biggest moves of each indicator first; those on few
-- observations come after all others, for theirs are mostly chance.
select indicator, level, code, label, kind, period, state, count_before, count_after, numerator_before, numerator_after, denominator_before, denominator_after, value_before, value_after, move, low_n
from (
  select
    *,
    row_number() over (
      partition by indicator
      order by low_n, coalesce(abs(move), 0) desc, abs(count_after - count_before) desc, level, kind, period, code
    ) as place
  from diff.cell
  where state in ('moved', 'new', 'gone') and (? = '' or indicator = ?) and (? = '' or level = ?)
)
where ? = 0 or place <= ?
order by indicator, place
