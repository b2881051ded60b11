select rome, appellation, department, coalesce(region, ''), comparables, job_seekers, region_job_seekers, coalesce(verdict, '')
from attractivity.cell
order by rome, appellation, department
