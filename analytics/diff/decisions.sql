-- Offers that the rules of their channel refuse or alert on, on either night.
with before_count as (
  select channel, rule, action, count(*) as offers from before.decision group by channel, rule, action
),
after_count as (
  select channel, rule, action, count(*) as offers from after.decision group by channel, rule, action
)
select
  coalesce(a.channel, b.channel) as channel,
  coalesce(a.rule, b.rule) as rule,
  coalesce(a.action, b.action) as action,
  coalesce(b.offers, 0) as before,
  coalesce(a.offers, 0) as after
from after_count as a
full join before_count as b on b.channel = a.channel and b.rule = a.rule and b.action = a.action
order by channel, rule, action
