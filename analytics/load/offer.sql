select
  offer_id, title, rome, rome_label, appellation, appellation_label, department, coalesce(region, ''), coalesce(place, ''), coalesce(agency, ''),
  created_on - date '1970-01-01', coalesce(closed_on - date '1970-01-01', 0), is_open, coalesce(market_place, 0), is_mature, positions,
  coalesce(is_filled, false), cast(days_to_fill as double), coalesce(employer, ''), apprenticeship, salary_annual_fte, coalesce(salary_flag, ''), experience_months,
  applications, applications_30, spontaneous, proposed, promoted, by_recruiter,
  array_to_string(list_transform(application_ages, lambda age: chr(cast(age as integer) + 32)), '')
from attractivity.offer
where offer_id = ?
