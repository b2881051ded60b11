select offer_id, job_seeker_id, applied_on, outcome
from pools.applicant
order by offer_id, job_seeker_id
