create schema if not exists before;
create or replace view before.survey_frozen as
select
  cast(null as varchar) as level, cast(null as varchar) as code, cast(null as varchar) as period, cast(null as varchar) as context,
  cast(null as varchar) as label, cast(null as date) as frozen_on,
  cast(null as bigint) as sent, cast(null as bigint) as returned, cast(null as bigint) as answers, cast(null as bigint) as satisfied,
  cast(null as bigint) as mark_1, cast(null as bigint) as mark_2, cast(null as bigint) as mark_3, cast(null as bigint) as mark_4
where false;
create or replace view before.hidden as
select
  cast(null as varchar) as audience, cast(null as varchar) as bundle, cast(null as varchar) as block, cast(null as varchar) as kind,
  cast(null as varchar) as level, cast(null as varchar) as code, cast(null as varchar) as cut, cast(null as varchar) as value
where false;
create or replace view before.agency_place as
select cast(null as varchar) as agency, cast(null as varchar) as level, cast(null as varchar) as code
where false;
create or replace view before.former_place as
select
  cast(null as varchar) as agency, cast(null as varchar) as level, cast(null as varchar) as code, cast(null as varchar) as had, cast(null as date) as until
where false
