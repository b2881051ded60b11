-- title: Offers of a trade seen and open now, in a basin and in a department
-- grain: rome, level, code
-- seed: II.2 Rédiger un diagnostic partagé : « Analyse des offres d'emploi concurrentes »
-- note: of every origin, without those that a rule of their channel refuses
-- audit: entrusted <= offers
-- audit: positions >= offers
with refused as (
  select distinct offer_id
  from channel.decision
  where action = 'refused'
),
seen as (
  select o.rome, o.department, b.basin, o.entrusted, o.positions
  from core.offer as o
  left join diagnosis.basin as b on b.commune = o.commune
  left join refused as r on r.offer_id = o.offer_id
  where r.offer_id is null and is_open(o.open_until)
)
select rome, 'basin' as level, basin as code, count(*) as offers, count(*) filter (where entrusted) as entrusted, cast(sum(positions) as bigint) as positions
from seen
where basin is not null
group by rome, basin
union all
select rome, 'department', department, count(*), count(*) filter (where entrusted), cast(sum(positions) as bigint)
from seen
group by rome, department
