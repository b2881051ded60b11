-- title: Who has applied to the open entrusted offers, and what came of it
-- grain: offer_id, job_seeker_id
-- touched: stg.applied_offer
-- seed: II.2 Rechercher des profils ciblés dans le portefeuille des demandeurs d'emploi de l'agence et du bassin
-- note: of several applications of a person to an offer, the last one; an outcome that is not known yet is EN_COURS
select
  a.offer_id,
  a.job_seeker_id,
  a.applied_on,
  coalesce(a.outcome, 'EN_COURS') as outcome
from core.application as a
semi join pools.offer as o on o.offer_id = a.offer_id
where a.job_seeker_id is not null
  and ((select is_full from before.night) or a.offer_id in (select offer_id from stg.applied_offer))
qualify row_number() over (partition by a.offer_id, a.job_seeker_id order by a.applied_on desc, a.application_id desc) = 1
