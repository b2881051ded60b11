select agency, rome, job_seekers
from prospects.portfolio
