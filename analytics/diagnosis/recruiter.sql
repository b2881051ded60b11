-- title: What became of the offers that an establishment entrusted, by trade and in all
-- grain: siret, rome
-- touched: stg.touched_recruiter
-- seed: II.2 Rédiger un diagnostic partagé : « Son expérience du recrutement », « Son expérience avec Pôle emploi »
-- note: offers closed in the last rule_diagnosis_history_months() months, duplicates and non-compliant ones apart; rome is '*' for every trade
-- note: days to fill are those of the filled ones; with_service counts the offers that a service was delivered on, on the day of closing or before
-- audit: closed = filled_by_service + filled_otherwise + abandoned + failed
-- audit: with_service <= closed
-- audit: (median_days_to_fill is null) = (filled_by_service + filled_otherwise = 0)
-- literal: 0.5 the median
with past as (
  select offer_id, siret, rome, created_on, closed_on, filled_on, outcome
  from core.offer
  where entrusted
    and siret is not null
    and closed_on >= months_before(as_of(), rule_diagnosis_history_months())
    and not is_void(outcome)
    and ((select is_full from before.night) or siret in (select siret from stg.touched_recruiter))
),
served as (
  select distinct s.offer_id
  from core.service as s
  inner join past as o on o.offer_id = s.offer_id
  where s.delivered_on <= o.closed_on
)
select
  o.siret,
  coalesce(o.rome, '*') as rome,
  count(*) as closed,
  count(*) filter (where o.outcome = 'POURVUE_PE') as filled_by_service,
  count(*) filter (where o.outcome = 'POURVUE_AUTRE') as filled_otherwise,
  count(*) filter (where o.outcome = 'ABANDON') as abandoned,
  count(*) filter (where o.outcome = 'ECHEC') as failed,
  count(s.offer_id) as with_service,
  quantile_cont(cast(o.filled_on - o.created_on as double), 0.5) as median_days_to_fill
from past as o
left join served as s on s.offer_id = o.offer_id
group by grouping sets ((o.siret, o.rome), (o.siret))
