select rome, code as department, portfolio, hires, hired_positions
from market.trade
where level = 'department' and rome in (select unnest(string_split($1, ' ')))
order by rome, code
