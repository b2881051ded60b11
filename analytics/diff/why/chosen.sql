-- The records of a night that have the reason chosen, under the names that the units of indicators read. Units are
-- counted many times, so the few records that have a reason are looked for once.
create schema if not exists unit;
create schema if not exists core;
create table diff.offer as
  select o.*, r.reason as why from night.offer as o inner join diff.reason as r on r.record = 'offer' and r.id = o.offer_id;
create table diff.survey as
  select s.*, r.reason as why from night.survey as s inner join diff.reason as r on r.record = 'survey' and r.id = s.survey_id;
create table diff.contact as
  select c.*, r.reason as why from night.contact as c inner join diff.reason as r on r.record = 'contact' and r.id = c.contact_id;
create table diff.event as
  select e.*, r.reason as why from night.event as e inner join diff.reason as r on r.record = 'event' and r.id = e.event_id;
create view unit.offer as select * exclude (why) from diff.offer where why = (select reason from diff.chosen);
create view core.survey_return as select * exclude (why) from diff.survey where why = (select reason from diff.chosen);
create view core.contact as select * exclude (why) from diff.contact where why = (select reason from diff.chosen);
create view core.event as select * exclude (why) from diff.event where why = (select reason from diff.chosen);
