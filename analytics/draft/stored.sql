-- What the snapshot holds of an entrusted offer, as its source writes it.
select cast(json_merge_patch(
  to_json(r.record),
  to_json({
    'intitule': t.title,
    'description': t.description,
    'competences': list_transform(q.skills, lambda s: {'code': s.code, 'libelle': s.libelle, 'exigence': s.exigence}),
    'permis': list_transform(q.licences, lambda l: {'libelle': l.libelle, 'exigence': l.exigence}),
    'langues': list_transform(q.languages, lambda l: {'libelle': l.libelle, 'exigence': l.exigence}),
    'formations': q.diplomas
  })
) as varchar)
from stored.offer_record as r
inner join stored.offer_text as t on t.offer_id = r.offer_id and t.created_month = r.created_month
inner join stored.offer_requirement as q on q.offer_id = r.offer_id and q.created_month = r.created_month
where r.created_month = ? and r.offer_id = ? and r.record is not null
