-- Lists travel as text, parted by the unit separator.
select
  job_seeker_id, coalesce(commune, ''), coalesce(department, ''), coalesce(region, ''), latitude, longitude, radius_km, available_on,
  array_to_string(contracts, chr(31)), coalesce(wish_annual_fte, 0), coalesce(working_time, ''),
  array_to_string(trade_romes, chr(31)), array_to_string(trade_appellations, chr(31)), array_to_string(trade_months, chr(31)),
  array_to_string(skills, chr(31)), array_to_string(licences, chr(31)), array_to_string(languages, chr(31)), array_to_string(training_levels, chr(31)), array_to_string(mrs_romes, chr(31))
from pools.job_seeker
order by job_seeker_id
