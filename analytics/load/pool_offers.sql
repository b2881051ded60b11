select
  offer_id, title, rome, rome_label, coalesce(appellation, ''), department, coalesce(region, ''), coalesce(commune, ''), coalesce(place, ''), latitude, longitude,
  coalesce(contract, ''), coalesce(salary_annual_fte, 0), coalesce(experience_months, 0), coalesce(required_months, 0),
  case when part_time then 'PARTIEL' when not part_time then 'PLEIN' else '' end,
  array_to_string(required_skills, chr(31)), array_to_string(wished_skills, chr(31)),
  array_to_string(required_licences, chr(31)), array_to_string(required_languages, chr(31)), array_to_string(required_diplomas, chr(31)), array_to_string(near_romes, chr(31))
from pools.offer
order by offer_id
