-- The records of a night that have the reason chosen, under the names that the units of indicators read.
create schema if not exists unit;
create schema if not exists core;
create view unit.offer as
  select o.* from night.offer as o
  semi join (select id from diff.reason where record = 'offer' and reason = (select reason from diff.chosen)) as r on r.id = o.offer_id;
create view core.survey_return as
  select s.* from night.survey as s
  semi join (select id from diff.reason where record = 'survey' and reason = (select reason from diff.chosen)) as r on r.id = s.survey_id;
create view core.contact as
  select c.* from night.contact as c
  semi join (select id from diff.reason where record = 'contact' and reason = (select reason from diff.chosen)) as r on r.id = c.contact_id;
create view core.event as
  select e.* from night.event as e
  semi join (select id from diff.reason where record = 'event' and reason = (select reason from diff.chosen)) as r on r.id = e.event_id;
