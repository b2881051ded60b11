-- title: Establishments that recruit, conformed
-- grain: siret
-- facts-of: etablissements siret
-- again: premierRecrutement >= as_of_at()
select
  siret,
  raisonSociale as company,
  codeNaf as naf,
  commune,
  _department as department,
  trancheEffectif as workforce_band,
  codeAgence as agency,
  serviceRh as hr_staffed,
  case when premierRecrutement < as_of_at() then on_paris(premierRecrutement) end as first_hired_on,
  _stamp as updated_at,
  _hash as version
from stg.establishments
where supprime is not true
