-- One of each table of the pools with everything, one with as little as can be.
create schema pools;
create table pools.job_seeker as
select * from (values
  ('A', '75001', '75102', '75', '11', 48.87::double, 2.34::double, 20, date '2026-02-03', ['CDI', 'CDD'], 24000.5::double, 'PARTIEL',
   ['M1607', 'D1102'], ['12', ''], [24, 0], ['s1', 's2'], ['B'], ['anglais'], ['Bac'], ['D1102']),
  ('B', null, null, null, null, null, 2.34, 30, null, [], null, null, ['M1607'], [''], [0], [], [], [], [], [])
) as t(job_seeker_id, agency, commune, department, region, latitude, longitude, radius_km, available_on, contracts, wish_annual_fte, working_time,
  trade_romes, trade_appellations, trade_months, skills, licences, languages, training_levels, mrs_romes);
create table pools.offer as
select * from (values
  ('O1', 'Secrétaire', 'M1607', 'Secrétariat', '12', '75', '11', '75102', '75 - Paris 2e', 48.87::double, 2.34::double, 'CDD', 23000::double, 12, 6, true,
   ['s1'], ['s2', 's3'], ['B'], ['anglais'], ['Bac'], ['M1601']),
  ('O2', 'Boulanger', 'D1102', 'Boulangerie', null, '07', null, null, null, null, null, null, null, null, null, null, [], [], [], [], [], [])
) as t(offer_id, title, rome, rome_label, appellation, department, region, commune, place, latitude, longitude, contract, salary_annual_fte,
  experience_months, required_months, part_time, required_skills, wished_skills, required_licences, required_languages, required_diplomas, near_romes);
create table pools.applicant as
select 'O1' as offer_id, 'A' as job_seeker_id, date '2026-01-05' as applied_on, 'RETENU' as outcome;
