-- title: Every accepted record of every source, by its key, its stamp and the hash of its content
-- grain: source, _file, _line
-- materialize: view
select 'agences' as source, code as id, _stamp, _hash, _file, _line from raw.agences
union all
select 'offres' as source, id, _stamp, _hash, _file, _line from raw.offres
union all
select 'demandeurs' as source, id, _stamp, _hash, _file, _line from raw.demandeurs
union all
select 'candidatures' as source, id, _stamp, _hash, _file, _line from raw.candidatures
union all
select 'services' as source, id, _stamp, _hash, _file, _line from raw.services
union all
select 'enquetes' as source, id, _stamp, _hash, _file, _line from raw.enquetes
union all
select 'contacts' as source, id as id, _stamp, _hash, _file, _line from raw.contacts
union all
select 'etablissements' as source, siret as id, _stamp, _hash, _file, _line from raw.etablissements
union all
select 'evenements' as source, id as id, _stamp, _hash, _file, _line from raw.evenements
union all
select 'espaces_recruteur' as source, id as id, _stamp, _hash, _file, _line from raw.espaces_recruteur
union all
select 'bmo' as source, _cle as id, _stamp, _hash, _file, _line from raw.bmo
union all
select 'defm' as source, _cle as id, _stamp, _hash, _file, _line from raw.defm
