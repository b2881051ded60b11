-- title: What entrusted job offers say beside their texts, in the words of their source, never published
-- grain: offer_id
-- partition: created_month
-- follows: core.offer
-- note: what the draft of a changed offer starts from; the texts are in kept.offer_text, what is asked in core.offer_requirement
with said as (
  select
    id,
    dateCreation,
    {
      'lieuTravail': {
        'libelle': "lieuTravail.libelle", 'latitude': "lieuTravail.latitude", 'longitude': "lieuTravail.longitude",
        'codePostal': "lieuTravail.codePostal", 'commune': "lieuTravail.commune"
      },
      'romeCode': romeCode, 'appellationlibelle': appellationlibelle, 'appellationCode': appellationCode,
      'entreprise': {'nom': "entreprise.nom", 'description': "entreprise.description", 'url': "entreprise.url"},
      'siret': siret, 'codeNAF': codeNAF, 'codeAgence': codeAgence, 'nombrePostes': nombrePostes,
      'typeContrat': typeContrat, 'typeContratLibelle': typeContratLibelle, 'natureContrat': natureContrat, 'alternance': alternance,
      'experienceExige': experienceExige, 'experienceLibelle': experienceLibelle,
      'salaire': {
        'libelle': "salaire.libelle", 'commentaire': "salaire.commentaire",
        'complement1': "salaire.complement1", 'complement2': "salaire.complement2"
      },
      'dureeTravailLibelle': dureeTravailLibelle, 'dureeTravailLibelleConverti': dureeTravailLibelleConverti,
      'outilsBureautiques': outilsBureautiques, 'qualitesProfessionnelles': qualitesProfessionnelles,
      'qualificationCode': qualificationCode, 'offresManqueCandidats': offresManqueCandidats
    } as record
  from stg.offers
  where dateCreation < as_of_at() and supprime is not true and "origineOffre.origine" = '1'
)
select
  id as offer_id,
  month_of(on_paris(dateCreation)) as created_month,
  record,
  content_hash(record, null, null) as content_hash
from said
