-- An offer as the index of the widget reads it: days since 1970, absent texts
-- empty; the ages of applications travel as one character each, from the space on;
-- the published statistics that hold of it are named by their keys.
create schema serving;
create view serving.offer as
select
  offer_id, coalesce(title, appellation_label, '') as title, rome, coalesce(rome_label, '') as rome_label, appellation,
  coalesce(appellation_label, '') as appellation_label, department,
  coalesce(region, '') as region,
  coalesce(place, '') as place,
  coalesce(agency, '') as agency,
  created_on - date '1970-01-01' as created_day,
  coalesce(closed_on - date '1970-01-01', 0) as closed_day,
  is_open,
  is_mature,
  positions,
  coalesce(is_filled, false) as is_filled,
  cast(days_to_fill as double) as days_to_fill,
  coalesce(employer, '') as employer,
  apprenticeship,
  salary_annual_fte,
  coalesce(salary_flag, '') as salary_flag,
  coalesce(experience = 'S', false) as is_wished,
  experience_months,
  coalesce(contract, '') as contract,
  cast(contract_months as double) as contract_months,
  cast(weekly_hours as double) as weekly_hours,
  part_time,
  cast(requirements as double) as requirements,
  cast(len(writing) as double) as writing,
  coalesce(array_to_string(writing, ' '), '') as written,
  applications, applications_30, spontaneous, proposed, promoted, by_recruiter,
  array_to_string(list_transform(application_ages, lambda age: chr(cast(age as integer) + 32)), '') as ages,
  coalesce(survey_fap || ' ' || basin, '') as hiring_need,
  coalesce(tension_fap || ' ' || department, '') as tension
from attractivity.offer
