-- The keys that labels were brought to are read again.
select cast(to_json({
  'competences': list_transform(skills, lambda s: {'code': s.code, 'libelle': s.libelle, 'exigence': s.exigence}),
  'permis': list_transform(licences, lambda l: {'libelle': l.libelle, 'exigence': l.exigence}),
  'langues': list_transform(languages, lambda l: {'libelle': l.libelle, 'exigence': l.exigence}),
  'formations': diplomas
}) as varchar)
from read_parquet(?, hive_partitioning = false)
where offer_id = ?
