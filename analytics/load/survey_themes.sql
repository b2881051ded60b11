select theme, verbatims, count, positive, neutral, negative, before_share, is_rising
from performance.verbatim_theme
where level = $1 and code = $2 and period = $3
order by count desc, theme
