-- title: What a shared diagnosis reads of an entrusted offer: its recruiter, its local market, the position
-- grain: offer_id
-- order: none
-- seed: II.2 Rédiger un diagnostic partagé : contexte du recruteur, confrontation au marché du travail, contexte du poste
-- note: offers that are open, and those closed without a hire whose employer is to be called again, as in the worklist at 30 days
-- note: history is diagnosis.recruiter's without the offer itself; competitors are diagnosis.open_offers' without it
-- note: is_registered says that the establishment is in the register; applications are counted by what came of them
-- audit: history_closed >= 0
-- audit: applications = waiting + retained + refused_by_recruiter + refused_by_candidate + absent + dropped
-- audit: basin_offers is null or basin_offers >= basin_entrusted
-- audit: department_offers >= department_entrusted
with covered as (
  select
    o.*,
    case when is_open(o.open_until) then 1 else 0 end as own_open,
    case when o.siret is not null and o.outcome in ('ABANDON', 'ECHEC') then 1 else 0 end as own_closed, -- of diagnosis.recruiter
    case when o.siret is not null and o.outcome = 'ABANDON' then 1 else 0 end as own_abandoned,
    case when o.siret is not null and o.outcome = 'ECHEC' then 1 else 0 end as own_failed
  from core.offer as o
  where o.entrusted
    and (is_open(o.open_until)
      or o.outcome in ('ABANDON', 'ECHEC') and o.closed_on > as_of() - cast(rule_recontact_days() + rule_recontact_late_days() as integer))
),
applied as (
  select
    a.offer_id,
    count(*) as applications,
    count(*) filter (where coalesce(a.outcome, 'EN_COURS') = 'EN_COURS') as waiting,
    count(*) filter (where a.outcome = 'RETENU') as retained,
    count(*) filter (where a.outcome = 'REFUS_RECRUTEUR') as refused_by_recruiter,
    count(*) filter (where a.outcome = 'REFUS_CANDIDAT') as refused_by_candidate,
    count(*) filter (where a.outcome = 'ABSENT_ENTRETIEN') as absent,
    count(*) filter (where a.outcome = 'SANS_SUITE') as dropped
  from core.application as a
  semi join covered as c on c.offer_id = a.offer_id
  group by a.offer_id
),
served as (
  select s.offer_id, list(distinct s.service order by s.service) as services
  from core.service as s
  semi join covered as c on c.offer_id = s.offer_id
  group by s.offer_id
),
alerted as (
  select w.offer_id, list(distinct w.criterion order by w.criterion) as criteria
  from channel.wording as w
  semi join covered as c on c.offer_id = w.offer_id
  group by w.offer_id
),
underpaid as (
  select d.offer_id
  from channel.decision as d
  where d.rule = 'illegal' and contains(d.detail, 'pay_under_minimum')
),
asked as (
  select
    q.offer_id,
    list_filter(q.skills, lambda x: x.exigence = 'E' and x.libelle is not null) as skills,
    len(list_filter(q.skills, lambda x: x.exigence is distinct from 'E')) as wished_skills,
    list_filter(q.licences, lambda x: x.exigence = 'E' and x.libelle is not null) as licences,
    list_filter(q.languages, lambda x: x.exigence = 'E' and x.libelle is not null) as languages,
    list_filter(q.diplomas, lambda x: x.exigence = 'E' and x.niveauLibelle is not null) as diplomas
  from core.offer_requirement as q
  semi join covered as c on c.offer_id = q.offer_id
)
select
  o.offer_id,
  o.siret,
  e.siret is not null as is_registered,
  e.company,
  coalesce(e.naf, o.naf) as naf,
  n.label as sector,
  e.workforce_band,
  e.hr_staffed,
  e.first_hired_on,
  coalesce(h.closed, 0) - o.own_closed as history_closed,
  coalesce(h.filled_by_service, 0) as history_filled_by_service,
  coalesce(h.filled_otherwise, 0) as history_filled_otherwise,
  coalesce(h.abandoned, 0) - o.own_abandoned as history_abandoned,
  coalesce(h.failed, 0) - o.own_failed as history_failed,
  coalesce(h.with_service, 0) - case when o.own_closed = 1 and s.offer_id is not null then 1 else 0 end as history_with_service,
  h.median_days_to_fill as history_days_to_fill,
  coalesce(t.closed, 0) - o.own_closed as trade_closed,
  coalesce(t.filled_by_service, 0) + coalesce(t.filled_otherwise, 0) as trade_filled,
  o.agency,
  g.label as agency_label,
  b.basin,
  b.label as basin_label,
  coalesce(sa.job_seekers, 0) as agency_job_seekers,
  coalesce(sb.job_seekers, 0) as basin_job_seekers,
  coalesce(sd.job_seekers, 0) as department_job_seekers,
  case when b.basin is not null then greatest(coalesce(ob.offers, 0) - o.own_open, 0) end as basin_offers,
  case when b.basin is not null then greatest(coalesce(ob.entrusted, 0) - o.own_open, 0) end as basin_entrusted,
  greatest(coalesce(od.offers, 0) - o.own_open, 0) as department_offers,
  greatest(coalesce(od.entrusted, 0) - o.own_open, 0) as department_entrusted,
  o.positions,
  o.contract,
  o.contract_months,
  o.apprenticeship,
  o.weekly_hours,
  o.part_time,
  cast(o.salary_annual_fte as double) as salary_annual_fte,
  o.salary_flag,
  o.experience,
  o.experience_months,
  o.requirements,
  list_distinct(list_transform(a.skills, lambda x: x.libelle)) as required_skills,
  a.wished_skills,
  list_distinct(list_transform(a.licences, lambda x: x.libelle)) as required_licences,
  list_distinct(list_transform(a.languages, lambda x: x.libelle)) as required_languages,
  list_distinct(list_transform(a.diplomas, lambda x: x.niveauLibelle)) as required_diplomas,
  o.writing,
  coalesce(w.criteria, []) as unlawful,
  u.offer_id is not null as is_underpaid,
  coalesce(p.applications, 0) as applications,
  coalesce(p.waiting, 0) as waiting,
  coalesce(p.retained, 0) as retained,
  coalesce(p.refused_by_recruiter, 0) as refused_by_recruiter,
  coalesce(p.refused_by_candidate, 0) as refused_by_candidate,
  coalesce(p.absent, 0) as absent,
  coalesce(p.dropped, 0) as dropped,
  coalesce(s.services, []) as services
from covered as o
left join core.establishment as e on e.siret = o.siret
left join ref.sector as n on n.naf = coalesce(e.naf, o.naf)
left join diagnosis.recruiter as h on h.siret = o.siret and h.rome = '*'
left join diagnosis.recruiter as t on t.siret = o.siret and t.rome = o.rome
left join core.agency as g on g.agency = o.agency
left join diagnosis.basin as b on b.commune = o.commune
left join diagnosis.job_seekers as sa on sa.rome = o.rome and sa.level = 'agency' and sa.code = o.agency
left join diagnosis.job_seekers as sb on sb.rome = o.rome and sb.level = 'basin' and sb.code = b.basin
left join diagnosis.job_seekers as sd on sd.rome = o.rome and sd.level = 'department' and sd.code = o.department
left join diagnosis.open_offers as ob on ob.rome = o.rome and ob.level = 'basin' and ob.code = b.basin
left join diagnosis.open_offers as od on od.rome = o.rome and od.level = 'department' and od.code = o.department
left join asked as a on a.offer_id = o.offer_id
left join alerted as w on w.offer_id = o.offer_id
left join underpaid as u on u.offer_id = o.offer_id
left join applied as p on p.offer_id = o.offer_id
left join served as s on s.offer_id = o.offer_id
