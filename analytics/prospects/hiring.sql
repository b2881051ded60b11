-- title: What each establishment sought and hired, by trade
-- grain: siret, rome
-- seed: II.2 Rechercher des profils ciblés : promouvoir les profils auprès des recruteurs ; prospecter les entreprises
-- note: entrusted offers created in the months that prospecting looks back on, and those still open; hires are the positions
--   filled of them. Offers closed because they should not have been there are left out, and what names no establishment
-- audit: hires between 0 and positions
-- audit: open_offers between 0 and offers
select
  siret,
  rome,
  count(*) as offers,
  cast(sum(positions) as bigint) as positions,
  cast(sum(positions_filled) as bigint) as hires,
  count(case when is_open(open_until) then offer_id end) as open_offers,
  max(created_on) as last_offer_on
from core.offer
where entrusted
  and siret is not null
  and not is_void(outcome)
  and (created_on >= months_before(as_of(), rule_prospect_months()) or is_open(open_until))
group by siret, rome
