-- title: What could not be read of the offers, or was read otherwise than stated
-- grain: item
-- note: an appellation that the reference does not hold keeps its normalised label as key, which is not a number
-- audit: offers >= 0
with offer as (
  select
    count(*) filter (where not regexp_matches(appellation, '^[0-9]+$')) as appellation_not_found,
    count(*) filter (where salary_flag = 'salary_outlier') as salary_outlier,
    count(*) filter (where salary_flag = 'part_time_hours_unknown') as part_time_hours_unknown,
    count(*) filter (where salary_flag = 'salary_unit_corrected') as salary_unit_corrected,
    count(*) filter (where latitude is null) as place_without_coordinates
  from core.offer
)
select 'appellation_not_found' as item, appellation_not_found as offers from offer
union all
select 'salary_outlier' as item, salary_outlier as offers from offer
union all
select 'part_time_hours_unknown' as item, part_time_hours_unknown as offers from offer
union all
select 'salary_unit_corrected' as item, salary_unit_corrected as offers from offer
union all
select 'place_without_coordinates' as item, place_without_coordinates as offers from offer
