-- title: Job seekers in portfolio, under a pseudonym, without any protected criterion
-- grain: job_seeker_id
-- facts-of: demandeurs
-- again: dateRadiation >= as_of_at()
-- audit: radius_km between 0 and rule_radius_max_km()
-- note: the trades keep the order of the source, each with its legacy parent (rome)
with trade as (
  select
    id,
    unnest(metiers) as metier,
    generate_subscripts(metiers, 1) as place
  from stg.job_seekers
),
conformed_trade as ( -- sorted afterwards: a sorted aggregate holds every row in memory
  select
    t.id,
    list({
      place: t.place,
      rome_code: t.metier.rome,
      rome: coalesce(r.parent, t.metier.rome),
      appellation: cast(t.metier.appellationCode as varchar),
      experience_months: t.metier.experienceMois,
      is_principal: coalesce(t.metier.principal, false)
    }) as trades
  from trade as t
  left join ref.rome as r on r.rome_code = t.metier.rome
  group by t.id
),
validated as (
  select id, unnest(mrsValide) as rome_code
  from stg.job_seekers
),
conformed_mrs as (
  select v.id, list_sort(list_distinct(list(coalesce(r.parent, v.rome_code)))) as romes
  from validated as v
  left join ref.rome as r on r.rome_code = v.rome_code
  group by v.id
)
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
  coalesce(list_transform(list_sort(t.trades), lambda x: {
    'rome_code': x.rome_code,
    'rome': x.rome,
    'appellation': x.appellation,
    'experience_months': x.experience_months,
    'is_principal': x.is_principal
  }), []) as trades,
  coalesce(j.competences, []) as skills,
  coalesce(j.permis, []) as licences,
  coalesce(j.langues, []) as languages,
  coalesce(j.formations, []) as training_levels,
  coalesce(j.contratsAcceptes, []) as contracts,
  j.tempsTravail as working_time,
  j."salaireMin.montant" as wish_amount,
  j."salaireMin.periode" as wish_period,
  coalesce(m.romes, []) as mrs_romes,
  j.categorie as category,
  coalesce(j.mesures, []) as measures,
  coalesce(j.cvEnLigne, false) as cv_online,
  j._stamp as updated_at,
  j._hash as version
from stg.job_seekers as j
left join conformed_trade as t on t.id = j.id
left join conformed_mrs as m on m.id = j.id
left join ref.commune as c on c.commune = j.commune
where j.supprime is not true and (j.dateRadiation is null or j.dateRadiation >= as_of_at())
