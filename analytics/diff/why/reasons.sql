-- Why the records of two nights are not the same, one row for each that differs. A record is of a new day
-- when what it tells happened since the earlier night, late when it had happened before; it is a
-- correction when it tells otherwise what was told.
create macro told(happened_on) as case when happened_on >= (select day from diff.since) then 'new_day' else 'late' end;

create table diff.reason as
with offer as (
  select
    coalesce(a.offer_id, b.offer_id) as id,
    case
      when a.offer_id is null then 'deletion'
      when b.offer_id is null then told(a.created_on)
      when b.closed_on is null and a.closed_on is not null then told(a.closed_on)
      when b.filled_on is null and a.filled_on is not null then told(a.filled_on)
      when a.version <> b.version then 'correction'
    end as reason
  from after.offer as a
  full join before.offer as b on b.offer_id = a.offer_id
),
service as (
  select
    coalesce(a.offer_id, b.offer_id) as id,
    case
      when a.service_id is null then 'deletion'
      when b.service_id is null then told(a.delivered_on)
      when a.version <> b.version then 'correction'
    end as reason
  from after.service as a
  full join before.service as b on b.service_id = a.service_id
),
survey as (
  select
    coalesce(a.survey_id, b.survey_id) as id,
    case
      when a.survey_id is null then 'deletion'
      when b.survey_id is null then told(coalesce(a.answered_on, a.sent_on))
      when b.answered_on is null and a.answered_on is not null then told(a.answered_on)
      when a.version <> b.version then 'correction'
    end as reason
  from after.survey as a
  full join before.survey as b on b.survey_id = a.survey_id
),
contact as (
  select
    coalesce(a.contact_id, b.contact_id) as id,
    case
      when a.contact_id is null then 'deletion'
      when b.contact_id is null then told(a.asked_on)
      when b.answered_at is null and a.answered_at is not null then told(a.answered_on)
      when a.version <> b.version then 'correction'
    end as reason
  from after.contact as a
  full join before.contact as b on b.contact_id = a.contact_id
),
event as (
  select
    coalesce(a.event_id, b.event_id) as id,
    case
      when a.event_id is null then 'deletion'
      when b.event_id is null then told(a.held_on)
      when a.version <> b.version then 'correction'
    end as reason
  from after.event as a
  full join before.event as b on b.event_id = a.event_id
),
every as (
  select 'offer' as record, id, reason from offer
  union all
  select 'offer', id, reason from service -- which counts on its offer
  union all
  select 'survey', id, reason from survey
  union all
  select 'contact', id, reason from contact
  union all
  select 'event', id, reason from event
),
ranked as ( -- of several reasons of a record, the one that an analyst looks for first
  select record, id, reason, case reason when 'deletion' then 1 when 'correction' then 2 when 'late' then 3 else 4 end as place
  from every
  where reason is not null
)
select record, id, arg_min(reason, place) as reason
from ranked
group by record, id;
