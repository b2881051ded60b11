-- title: Job offers, conformed
-- grain: offer_id
-- partition: created_month
-- facts-of: offres
-- again: dateCreation >= as_of_at() or dateCloture >= as_of_at() or datePourvoi >= as_of_at()
-- unsettled: is_open(open_until)
-- note: offers created before the as-of date and not deleted; what happens later is not known yet
-- note: requirements are those required (E), not those wished; writing is judged in entrusted offers that have a text, and null elsewhere
-- note: open until the last day on which it is: a closed offer, that of its closing; a partner's, rule_partner_open_days() after its last update
-- audit: created_at < as_of_at()
-- audit: closed_at is null or closed_at >= created_at
-- audit: filled_on is null or filled_on between created_on and as_of() - 1
-- audit: positions >= 1
-- audit: positions_filled between 0 and positions
-- audit: salary_annual_fte is null or salary_annual_fte > 0
-- audit: weekly_hours is null or weekly_hours > 0
-- audit: department is not null
-- audit: writing is null or entrusted
with by_label as ( -- the appellations of a label under each parent trade; of equal labels the smallest OGR
  select key, parent, min(cast(appellation as integer)) as ogr
  from ref.appellation
  group by key, parent
),
any_parent as (
  select key, min(ogr) as ogr
  from by_label
  group by key
),
calendar as (
  select cast(unnest(generate_series(min(from_on), as_of(), interval 1 day)) as date) as day_on
  from ref.smic
),
minimum_wage as (
  select c.day_on, cents(max_by(s.hourly, s.from_on) * rule_full_time_hours_year()) as annual
  from calendar as c
  inner join ref.smic as s on s.from_on <= c.day_on
  group by c.day_on
),
first_minimum_wage as (
  select min_by(annual, day_on) as annual
  from minimum_wage
),
version as (
  select
    *,
    on_paris(dateCreation) as created_on,
    dateCloture < as_of_at() as is_closed,
    dateCloture < as_of_at() and is_filled(motifCloture) as is_filled,
    coalesce(_salary_period = 'month' and _salary_low >= rule_monthly_is_yearly_from(), false) as unit_corrected,
    case
      when _salary_period = 'hour' then cast(rule_full_time_hours_year() as double)
      when _salary_period = 'year' or _salary_low >= rule_monthly_is_yearly_from() then 1
      else coalesce(nullif(_salary_months, 0), rule_salary_months_default())
    end as to_a_year,
    case
      when _part_time is true and _salary_period <> 'hour' then rule_full_time_hours_week() / _weekly_hours
      else 1
    end as to_full_time
  from stg.offers
  where dateCreation < as_of_at() and supprime is not true
),
-- The label's own appellation under the same parent trade, else under any. The
-- minimum wage is the one in force at creation; before the first known one, the first.
named as (
  select
    v.*,
    coalesce(r.parent, v.romeCode) as rome,
    coalesce(cast(v.appellationCode as varchar), cast(coalesce(l.ogr, a.ogr) as varchar), v._appellation) as appellation,
    cents((v._salary_low + coalesce(v._salary_high, v._salary_low)) / 2 * v.to_a_year * v.to_full_time) as annual,
    coalesce(w.annual, f.annual) as annual_minimum_wage
  from version as v
  cross join first_minimum_wage as f
  left join ref.rome as r on r.rome_code = v.romeCode
  left join by_label as l on l.key = v._appellation and l.parent = coalesce(r.parent, v.romeCode)
  left join any_parent as a on a.key = v._appellation
  left join minimum_wage as w on w.day_on = v.created_on
),
judged as (
  select
    *,
    annual between cents(rule_salary_outlier_low() * annual_minimum_wage)
      and cents(rule_salary_outlier_high() * annual_minimum_wage) as is_plausible
  from named
)
select
  v.id as offer_id,
  v.intitule as title,
  v.romeCode as rome_code_given,
  v.rome,
  v.appellation,
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
  v.created_on,
  month_of(v.created_on) as created_month,
  v._stamp as updated_at,
  case when v.is_closed then v.dateCloture end as closed_at,
  case when v.is_closed then on_paris(v.dateCloture) end as closed_on,
  case when v.is_closed then v.motifCloture end as outcome,
  least(
    case when v.is_closed then on_paris(v.dateCloture) end,
    case when v."origineOffre.origine" is distinct from '1' then on_paris(v._stamp) + cast(rule_partner_open_days() as integer) end
  ) as open_until,
  coalesce(v.nombrePostes, 1) as positions,
  case
    when v.is_filled then coalesce(v.postesPourvus, v.nombrePostes, 1)
    when v.is_closed then coalesce(v.postesPourvus, 0)
    else 0
  end as positions_filled,
  case
    when v.is_filled and coalesce(v.datePourvoi, v.dateCloture) < as_of_at() then on_paris(coalesce(v.datePourvoi, v.dateCloture))
  end as filled_on,
  v.typeContrat as contract,
  v._contract_months as contract_months,
  coalesce(v.alternance, false)
    or coalesce(v.natureContrat in ('Contrat apprentissage', 'Cont. professionnalisation', 'E2', 'FS'), false) as apprenticeship,
  v.experienceExige as experience,
  v._experience_months as experience_months,
  v._weekly_hours as weekly_hours,
  v._part_time as part_time,
  v.annual as salary_annual_stated,
  case when v.is_plausible then v.annual end as salary_annual_fte,
  case
    when v._salary_period is not null and v.annual is null then 'part_time_hours_unknown'
    when v.is_plausible is false then 'salary_outlier'
    when v.unit_corrected then 'salary_unit_corrected'
  end as salary_flag,
  v.qualificationCode as qualification,
  v.offresManqueCandidats as lacks_candidates,
  length(v.description) as description_length,
  cast(required(v.competences) + required(v.permis) + required(v.langues) + required(v.formations) as integer) as requirements,
  case when v."origineOffre.origine" = '1' and v.description is not null then
    list_filter([
      case when length(v.description) >= rule_writing_length_min() then 'length' end,
      case when says_benefits(v.description)
          or coalesce(v."salaire.complement1" <> 'Autre', false) or coalesce(v."salaire.complement2" <> 'Autre', false)
        then 'benefits' end,
      case when says_prospects(v.description) then 'prospects' end,
      case when length(v."entreprise.description") >= rule_writing_company_min() then 'company' end,
      case when says_missions(v.description) then 'missions' end
    ], lambda element: element is not null)
  end as writing,
  comparison_block(v.rome, v."lieuTravail.commune", coalesce(v.siret, v."entreprise.nom")) as comparison_block,
  v._hash as version
from judged as v
left join ref.appellation as given on given.appellation = v.appellation
left join ref.commune as c on c.commune = v."lieuTravail.commune"
