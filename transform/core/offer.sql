-- title: Job offers, conformed
-- grain: offer_id
-- partition: created_month
-- note: offers created before the as-of date and not deleted; what happens later is not known yet
-- audit: created_at < as_of_at()
-- audit: closed_at is null or closed_at >= created_at
-- audit: positions >= 1
-- audit: positions_filled between 0 and positions
-- audit: salary_annual_fte is null or salary_annual_fte > 0
-- audit: weekly_hours is null or weekly_hours > 0
-- audit: department is not null
with version as (
  select
    *,
    dateCloture < as_of_at() as is_closed,
    dateCloture < as_of_at() and motifCloture in ('POURVUE_PE', 'POURVUE_AUTRE') as is_filled
  from stg.offers
  where dateCreation < as_of_at() and supprime is not true
),
-- The label's own appellation under the same parent trade, else under any; of
-- equal labels the smallest OGR.
by_label as (
  select key, parent, min(cast(appellation as integer)) as ogr
  from ref.appellation
  group by key, parent
),
any_parent as (
  select key, min(ogr) as ogr
  from by_label
  group by key
),
named as (
  select
    v.id,
    coalesce(r.parent, v.romeCode) as rome,
    coalesce(cast(v.appellationCode as varchar), cast(coalesce(l.ogr, a.ogr) as varchar), v._appellation) as appellation
  from version as v
  left join ref.rome as r on r.rome_code = v.romeCode
  left join by_label as l on l.key = v._appellation and l.parent = coalesce(r.parent, v.romeCode)
  left join any_parent as a on a.key = v._appellation
),
-- The minimum wage in force at creation; before the first known one, the first.
smic as (
  select
    case when from_on = min(from_on) over () then date '0001-01-01' else from_on end as from_on,
    lead(from_on, 1, date '9999-12-31') over (order by from_on) as until_on,
    cents(hourly * rule_full_time_hours_year()) as annual
  from ref.smic
),
read_salary as (
  select
    id,
    on_paris(dateCreation) as created_on,
    coalesce(_salary_period = 'month' and _salary_low >= rule_monthly_is_yearly_from(), false) as unit_corrected,
    (_salary_low + coalesce(_salary_high, _salary_low)) / 2 as middle,
    case
      when _salary_period = 'hour' then cast(rule_full_time_hours_year() as double)
      when _salary_period = 'year' or _salary_low >= rule_monthly_is_yearly_from() then 1
      else coalesce(nullif(_salary_months, 0), rule_salary_months_default())
    end as a_year,
    case
      when _part_time is true and _salary_period <> 'hour' then rule_full_time_hours_week() / _weekly_hours
      else 1
    end as to_full_time
  from version
  where _salary_period is not null
),
full_time_salary as (
  select id, created_on, unit_corrected, cents(middle * a_year * to_full_time) as annual
  from read_salary
),
salary as (
  select
    s.id,
    s.annual,
    s.unit_corrected,
    s.annual between cents(rule_salary_outlier_low() * m.annual) and cents(rule_salary_outlier_high() * m.annual) as is_plausible
  from full_time_salary as s
  inner join smic as m on s.created_on >= m.from_on and s.created_on < m.until_on
)
select
  v.id as offer_id,
  v.intitule as title,
  v.romeCode as rome_code_given,
  n.rome,
  n.appellation,
  coalesce(given.label, v.appellationlibelle) as appellation_label,
  v._department as department,
  v."lieuTravail.commune" as commune,
  v."lieuTravail.libelle" as place,
  coalesce(v."lieuTravail.latitude", c.latitude) as latitude,
  coalesce(v."lieuTravail.longitude", c.longitude) as longitude,
  coalesce(v."origineOffre.origine" = '1', false) as entrusted,
  v.canal as channel,
  v.codeAgence as agency,
  v.siret,
  coalesce(v.siret, lower(trim(v."entreprise.nom"))) as employer,
  v.codeNAF as naf,
  v.dateCreation as created_at,
  on_paris(v.dateCreation) as created_on,
  month_of(on_paris(v.dateCreation)) as created_month,
  v._stamp as updated_at,
  case when v.is_closed then v.dateCloture end as closed_at,
  case when v.is_closed then on_paris(v.dateCloture) end as closed_on,
  case when v.is_closed then v.motifCloture end as outcome,
  v.is_closed is not true
    and (v."origineOffre.origine" = '1' or on_paris(v._stamp) >= as_of() - to_days(rule_partner_open_days())) as is_open,
  coalesce(v.nombrePostes, 1) as positions,
  case
    when v.is_filled then coalesce(v.postesPourvus, v.nombrePostes, 1)
    when v.is_closed then coalesce(v.postesPourvus, 0)
    else 0
  end as positions_filled,
  case when v.is_filled then on_paris(coalesce(v.datePourvoi, v.dateCloture)) end as filled_on,
  v.typeContrat as contract,
  v._contract_months as contract_months,
  coalesce(v.alternance, false)
    or coalesce(v.natureContrat in ('Contrat apprentissage', 'Cont. professionnalisation', 'E2', 'FS'), false) as apprenticeship,
  v.experienceExige as experience,
  v._experience_months as experience_months,
  v._weekly_hours as weekly_hours,
  v._part_time as part_time,
  case when s.is_plausible then s.annual end as salary_annual_fte,
  case
    when v._salary_period is not null and s.annual is null then 'part_time_hours_unknown'
    when s.is_plausible is false then 'salary_outlier'
    when s.unit_corrected then 'salary_unit_corrected'
  end as salary_flag,
  v.qualificationCode as qualification,
  v.offresManqueCandidats as lacks_candidates
from version as v
inner join named as n on n.id = v.id
left join ref.appellation as given on given.appellation = n.appellation
left join ref.commune as c on c.commune = v."lieuTravail.commune"
left join salary as s on s.id = v.id
