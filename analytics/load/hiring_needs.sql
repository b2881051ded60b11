select
  fap || ' ' || basin as key,
  year, fap_label, basin_label, projects, projects_low, projects_high, hard_share, hard_share_low, hard_share_high
from attractivity.hiring_need
