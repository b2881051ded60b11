-- title: Job seekers in portfolio, under a pseudonym, without any protected criterion
-- grain: job_seeker_id
-- facts-of: demandeurs
-- again: dateRadiation >= as_of_at()
-- audit: radius_km between 0 and rule_radius_max_km()
select
  j.id as job_seeker_id,
  j.codeAgence as agency,
  j.commune,
  c.department,
  c.latitude,
  c.longitude,
  coalesce(j.rayonKm, rule_radius_default_km()) as radius_km,
  on_paris(j.dateInscription) as registered_on,
  on_paris(j.disponibleLe) as available_on,
  list_transform(j.metiers, lambda m: {
    'rome_code': m.rome,
    'appellation': cast(m.appellationCode as varchar),
    'experience_months': m.experienceMois,
    'is_principal': coalesce(m.principal, false)
  }) as trades,
  coalesce(j.competences, []) as skills,
  coalesce(j.permis, []) as licences,
  coalesce(j.langues, []) as languages,
  coalesce(j.formations, []) as training_levels,
  coalesce(j.contratsAcceptes, []) as contracts,
  j.tempsTravail as working_time,
  j."salaireMin.montant" as wish_amount,
  j."salaireMin.periode" as wish_period,
  coalesce(j.mrsValide, []) as mrs_romes,
  j.categorie as category,
  coalesce(j.mesures, []) as measures,
  coalesce(j.cvEnLigne, false) as cv_online,
  j._stamp as updated_at,
  j._hash as version
from stg.job_seekers as j
left join ref.commune as c on c.commune = j.commune
where j.supprime is not true and (j.dateRadiation is null or j.dateRadiation >= as_of_at())
