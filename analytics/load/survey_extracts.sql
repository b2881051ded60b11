select theme, extract
from performance.verbatim_extract
where period = $1
order by theme, rank
