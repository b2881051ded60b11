-- What moved of each indicator by level and period; a summary without a change is left out.
select
  indicator, level, kind, period,
  count(*) filter (where state <> 'empty') as cells,
  count(*) filter (where state = 'moved') as moved,
  count(*) filter (where state = 'new') as added,
  count(*) filter (where state = 'gone') as gone,
  max(abs(move)) as biggest
from diff.cell
where (? = '' or indicator = ?) and (? = '' or level = ?)
group by indicator, level, kind, period
having count(*) filter (where state in ('moved', 'new', 'gone')) > 0
order by indicator, level, kind, period
