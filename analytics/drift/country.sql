-- The last twelve months of each indicator for France.
select indicator, value
from night.indicator
where level = 'country' and kind = 'rolling12' and value is not null
  and period = (select max(period) from night.indicator where kind = 'rolling12')
order by indicator
