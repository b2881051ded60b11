select fap, fap_label, year, projects, projects_low, projects_high, hard_share, hard_share_low, hard_share_high
from market.hiring_need
where rome = $1 and level = $2 and code = $3
order by projects desc, fap
