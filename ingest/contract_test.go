package ingest

import (
	"strings"
	"testing"
)

// ruleCase changes one thing of a valid record: want is the rule that it breaks, ""
// when it still keeps them all. Agency 07001 is the only one known.
type ruleCase struct {
	source, field string
	value         any
	want          string
}

// together are values that only make sense with one another.
type together record

// of is the record that the row is about.
func (c ruleCase) of() record {
	all, several := c.value.(together)
	if !several {
		return valid[c.source].with(c.field, c.value)
	}
	r := valid[c.source]
	for name, value := range all {
		r = r.with(name, value)
	}
	return r
}

// ruleCases are the rows of TestRules; TestEveryRuleHasItsRows holds them against
// what the sources check.
var ruleCases = []ruleCase{
	{"agences", "code", nil, "required code"},
	{"agences", "code", "", "required code"},
	{"agences", "supprime", "O", ""},
	{"agences", "supprime", "peut-être", "type_invalid supprime"},

	{"offres", "id", nil, "required id"},
	{"offres", "id", "12345678901234567890", ""},
	{"offres", "id", "123456789012345678901", "length_invalid id"},
	{"offres", "id", 1000001, ""},
	{"offres", "id", true, "type_invalid id"},
	{"offres", "dateCreation", nil, "required dateCreation"},
	{"offres", "dateCreation", "10/03/2025", "type_invalid dateCreation"},
	{"offres", "dateCreation", 20250310, "type_invalid dateCreation"},
	{"offres", "dateActualisation", "2025-03-10T09:00:00Z", ""},
	{"offres", "dateActualisation", "2025-03-10T08:59:59Z", "date_order dateActualisation"},
	{"offres", "dateActualisation", nil, ""},
	{"offres", "intitule", "  ", "required intitule"},
	{"offres", "romeCode", nil, "required romeCode"},
	{"offres", "romeCode", "D110", "rome_unknown romeCode"},
	{"offres", "romeCode", "d1102", "rome_unknown romeCode"},
	{"offres", "appellationlibelle", nil, "required appellationlibelle"},
	{"offres", "appellationlibelle", "(H/F)", "required appellationlibelle"},
	{"offres", "appellationCode", "11564", ""},
	{"offres", "appellationCode", "onze", "type_invalid appellationCode"},
	{"offres", "appellationCode", 1.5, "type_invalid appellationCode"},
	{"offres", "lieuTravail", map[string]any{"codePostal": "20167"}, ""},
	{"offres", "lieuTravail", map[string]any{"libelle": "75 - Paris 17e"}, ""},
	{"offres", "lieuTravail", map[string]any{"libelle": "Genève"}, "place_unknown lieuTravail.libelle"},
	{"offres", "lieuTravail", map[string]any{"libelle": "Monaco", "codePostal": "98000"}, "place_unknown lieuTravail.codePostal"},
	{"offres", "lieuTravail", map[string]any{"libelle": "Monaco", "codePostal": "98000", "commune": "99138"}, "place_unknown lieuTravail.commune"},
	{"offres", "lieuTravail", nil, "place_unknown lieuTravail.libelle"},
	{"offres", "lieuTravail", "07010", "type_invalid lieuTravail"},
	{"offres", "lieuTravail", map[string]any{"commune": "07010", "latitude": "44,93", "longitude": 4.87}, ""},
	{"offres", "lieuTravail", map[string]any{"commune": "07010", "latitude": 91}, "range_invalid lieuTravail.latitude"},
	{"offres", "lieuTravail", map[string]any{"commune": "07010", "longitude": -181}, "range_invalid lieuTravail.longitude"},
	{"offres", "siret", "732 829 320 00074", ""},
	{"offres", "siret", "35600000009075", ""},
	{"offres", "siret", "73282932000075", "siret_invalid siret"},
	{"offres", "siret", "00000000000007", ""}, // masked
	{"offres", "siret", "0000000000000", "siret_invalid siret"},
	{"offres", "entreprise", map[string]any{"siret": "73282932000074"}, ""},
	{"offres", "entreprise", map[string]any{"siret": "73282932000075"}, "siret_invalid siret"},
	{"offres", "entreprise", map[string]any{"siret": 1.5}, "siret_invalid siret"},
	{"offres", "typeContrat", nil, "required typeContrat"},
	{"offres", "typeContrat", "XXL", ""}, // open list
	{"offres", "alternance", "n", ""},
	{"offres", "alternance", 1, ""},
	{"offres", "alternance", 2, "type_invalid alternance"},
	{"offres", "experienceExige", "S", ""},
	{"offres", "experienceExige", "X", "code_unknown experienceExige"},
	{"offres", "qualificationCode", 6, ""},
	{"offres", "qualificationCode", "X", ""},
	{"offres", "qualificationCode", "10", "code_unknown qualificationCode"},
	{"offres", "codeNAF", "86.21Z", ""},
	{"offres", "codeNAF", "8621Z", ""},
	{"offres", "codeNAF", "86211", "naf_invalid codeNAF"},
	{"offres", "nombrePostes", 1, ""},
	{"offres", "nombrePostes", 0, "range_invalid nombrePostes"},
	{"offres", "origineOffre", map[string]any{"origine": 2, "partenaires": []any{map[string]any{"nom": "P"}}}, ""},
	{"offres", "origineOffre", map[string]any{"origine": "3"}, "code_unknown origineOffre.origine"},
	{"offres", "canal", "MINITEL", ""}, // open: the default of its origin
	{"offres", "codeAgence", "07001", ""},
	{"offres", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"offres", "dateCloture", "2025-03-10T09:00:00Z", "required motifCloture"},
	{"offres", "dateCloture", "2025-03-09", "date_order dateCloture"},
	{"offres", "dateCloture", together{"dateCloture": "2025-03-10T09:00:00Z", "motifCloture": "ABANDON"}, ""},
	{"offres", "motifCloture", "POURVUE_PE", ""},
	{"offres", "motifCloture", "PERDUE", "code_unknown motifCloture"},
	{"offres", "postesPourvus", 2, ""},
	{"offres", "postesPourvus", 3, "range_invalid postesPourvus"},
	{"offres", "postesPourvus", -1, "range_invalid postesPourvus"},
	{"offres", "datePourvoi", "2025-03-20", ""},
	{"offres", "datePourvoi", "2025-03-10T09:00:00Z", ""},
	{"offres", "datePourvoi", "2025-03-09", "date_order datePourvoi"},
	{"offres", "competences", []any{map[string]any{"code": "1", "exigence": "E"}, "2"}, ""},
	{"offres", "competences", []any{map[string]any{"code": "1", "exigence": "O"}}, "code_unknown competences.exigence"},
	{"offres", "competences", []any{1}, "type_invalid competences"},
	{"offres", "competences", map[string]any{}, "type_invalid competences"},
	{"offres", "formations", []any{map[string]any{"codeFormation": "21538", "exigence": "S"}}, ""},
	{"offres", "langues", []any{map[string]any{"libelle": "Anglais", "exigence": "S"}}, ""},
	{"offres", "permis", []any{map[string]any{"libelle": "B", "exigence": "E"}}, ""},
	{"offres", "formations", []any{map[string]any{"exigence": "?"}}, "code_unknown formations.exigence"},
	{"offres", "langues", []any{map[string]any{"libelle": "Anglais", "exigence": "?"}}, "code_unknown langues.exigence"},
	{"offres", "permis", []any{map[string]any{"libelle": "B", "exigence": "?"}}, "code_unknown permis.exigence"},
	{"offres", "supprime", true, ""},

	{"demandeurs", "id", nil, "required id"},
	{"demandeurs", "dateMaj", nil, "required dateMaj"},
	{"demandeurs", "codeAgence", nil, "required codeAgence"},
	{"demandeurs", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"demandeurs", "commune", nil, "required commune"},
	{"demandeurs", "commune", "99138", "place_unknown commune"},
	{"demandeurs", "rayonKm", 0, ""},
	{"demandeurs", "rayonKm", 500, ""},
	{"demandeurs", "rayonKm", 501, "range_invalid rayonKm"},
	{"demandeurs", "metiers", nil, "required metiers"},
	{"demandeurs", "metiers", []any{}, "required metiers"},
	{"demandeurs", "metiers", []any{"D1102"}, ""},
	{"demandeurs", "metiers", []any{map[string]any{}}, "required metiers.rome"},
	{"demandeurs", "metiers", []any{map[string]any{"rome": "XX"}}, "rome_unknown metiers.rome"},
	{"demandeurs", "metiers", []any{map[string]any{"rome": "D1102", "experienceMois": -1}}, "range_invalid metiers.experienceMois"},
	{"demandeurs", "tempsTravail", "PARTIEL", ""},
	{"demandeurs", "tempsTravail", "NUIT", "code_unknown tempsTravail"},
	{"demandeurs", "salaireMin", map[string]any{"montant": 1900, "periode": "M"}, ""},
	{"demandeurs", "salaireMin", map[string]any{"montant": 1900}, "required salaireMin.periode"},
	{"demandeurs", "salaireMin", map[string]any{"montant": 1900, "periode": "J"}, "code_unknown salaireMin.periode"},
	{"demandeurs", "mrsValide", []any{"D1102"}, ""},
	{"demandeurs", "mrsValide", []any{"XX"}, "rome_unknown mrsValide"},
	{"demandeurs", "categorie", "Z", ""}, // open list
	{"demandeurs", "disponibleLe", "bientôt", "type_invalid disponibleLe"},

	{"candidatures", "id", nil, "required id"},
	{"candidatures", "offreId", nil, "required offreId"},
	{"candidatures", "demandeurId", nil, ""},
	{"candidatures", "date", nil, "required date"},
	{"candidatures", "origine", "RECRUTEUR", ""},
	{"candidatures", "origine", "AUTRE", "code_unknown origine"},
	{"candidatures", "issue", "RETENU", ""},
	{"candidatures", "issue", "PERDU", "code_unknown issue"},

	{"services", "id", nil, "required id"},
	{"services", "offreId", nil, "required offreId"},
	{"services", "code", nil, "required code"},
	{"services", "code", "NOUVEAU", ""}, // open list
	{"services", "date", nil, "required date"},
	{"services", "codeAgence", "07001", ""},
	{"services", "codeAgence", "99999", "agency_unknown codeAgence"},

	{"enquetes", "id", nil, "required id"},
	{"enquetes", "contexte", nil, "required contexte"},
	{"enquetes", "contexte", "AUTRE", "code_unknown contexte"},
	{"enquetes", "dateEnvoi", nil, "required dateEnvoi"},
	{"enquetes", "dateReponse", "2025-03-20", "required satisfaction"},
	{"enquetes", "satisfaction", 4, ""},
	{"enquetes", "satisfaction", 5, "range_invalid satisfaction"},
	{"enquetes", "satisfaction", 0, "range_invalid satisfaction"},
	{"enquetes", "verbatim", strings.Repeat("é", 4000), ""},
	{"enquetes", "verbatim", strings.Repeat("é", 4001), "length_invalid verbatim"},
	{"enquetes", "rappelIssue", "TRAITE", ""},
	{"enquetes", "rappelIssue", "PERDU", "code_unknown rappelIssue"},
	{"enquetes", "siret", "73282932000074", ""},
	{"enquetes", "siret", "1", "siret_invalid siret"},
	{"enquetes", "codeAgence", nil, "required codeAgence"},
	{"enquetes", "codeAgence", "99999", "agency_unknown codeAgence"},

	{"etablissements", "siret", nil, "required siret"},
	{"etablissements", "siret", "732 829 320 00074", ""},
	{"etablissements", "siret", "35600000009075", ""},
	{"etablissements", "siret", "73282932000075", "siret_invalid siret"},
	{"etablissements", "siret", "00000000000007", "required siret"}, // masked: whose record is it?
	{"etablissements", "codeNaf", "10.71C", ""},
	{"etablissements", "codeNaf", "1071", "naf_invalid codeNaf"},
	{"etablissements", "commune", nil, ""},
	{"etablissements", "trancheEffectif", "NN", ""},
	{"etablissements", "trancheEffectif", "", ""}, // unknown
	{"etablissements", "trancheEffectif", "53", ""},
	{"etablissements", "trancheEffectif", "54", "code_unknown trancheEffectif"},
	{"etablissements", "codeAgence", nil, ""},
	{"etablissements", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"etablissements", "serviceRh", "n", ""},
	{"etablissements", "dateMaj", nil, ""},

	{"contacts", "id", nil, "required id"},
	{"contacts", "codeAgence", nil, "required codeAgence"},
	{"contacts", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"contacts", "siret", "73282932000074", ""},
	{"contacts", "siret", "73282932000075", "siret_invalid siret"},
	{"contacts", "canal", nil, "required canal"},
	{"contacts", "canal", "VISITE", ""},
	{"contacts", "canal", "MINITEL", "code_unknown canal"},
	{"contacts", "dateDemande", nil, "required dateDemande"},
	{"contacts", "dateReponse", "2025-03-10T10:00:00", ""},

	{"espaces_recruteur", "id", nil, "required id"},
	{"espaces_recruteur", "siret", nil, "required siret"},
	{"espaces_recruteur", "siret", "732 829 320 00074", ""},
	{"espaces_recruteur", "siret", "73282932000075", "siret_invalid siret"},
	{"espaces_recruteur", "codeAgence", nil, "required codeAgence"},
	{"espaces_recruteur", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"espaces_recruteur", "dateDemande", nil, "required dateDemande"},
	{"espaces_recruteur", "telephone", "néant", ""},
	{"espaces_recruteur", "email", nil, ""},
	{"espaces_recruteur", "contact", "NON_ABOUTI", ""},
	{"espaces_recruteur", "contact", "PERDU", "code_unknown contact"},
	{"espaces_recruteur", "statut", "EN_ATTENTE_PIECES", ""},
	{"espaces_recruteur", "statut", "PERDU", "code_unknown statut"},
	{"espaces_recruteur", "offresEnAttente", 0, ""},
	{"espaces_recruteur", "offresEnAttente", -1, "range_invalid offresEnAttente"},
	{"espaces_recruteur", "profilsConsultes", "12", ""},
	{"espaces_recruteur", "profilsConsultes", -1, "range_invalid profilsConsultes"},

	{"evenements", "id", nil, "required id"},
	{"evenements", "codeAgence", nil, "required codeAgence"},
	{"evenements", "codeAgence", "99999", "agency_unknown codeAgence"},
	{"evenements", "type", nil, "required type"},
	{"evenements", "type", "AUTRE", ""},
	{"evenements", "type", "BAL", "code_unknown type"},
	{"evenements", "date", nil, "required date"},
	{"evenements", "romes", nil, ""},
	{"evenements", "romes", []any{"D1102", "XX"}, "rome_unknown romes"},
	{"evenements", "inscrits", 0, ""},
	{"evenements", "inscrits", -1, "range_invalid inscrits"},
	{"evenements", "presents", 0, ""},
	{"evenements", "presents", -1, "range_invalid presents"},
	{"evenements", "entreprises", 0, ""},
	{"evenements", "entreprises", -1, "range_invalid entreprises"},
	{"evenements", "recrutements", 0, ""},
	{"evenements", "recrutements", -1, "range_invalid recrutements"},

	{"bmo", "annee", nil, "required annee"},
	{"bmo", "annee", 24, "range_invalid annee"},
	{"bmo", "Code métier BMO", nil, "required Code métier BMO"},
	{"bmo", "Famille_met", nil, ""},
	{"bmo", "REG", "1", ""},
	{"bmo", "Dept", nil, "required Dept"},
	{"bmo", "Dept", "7", ""},
	{"bmo", "Dept", "999", "place_unknown Dept"},
	{"bmo", "BE24", nil, "required BE"},
	{"bmo", "met", "*", ""},
	{"bmo", "met", "0", ""},
	{"bmo", "met", nil, "required met"},
	{"bmo", "met", "-1", "range_invalid met"},
	{"bmo", "met", "beaucoup", "type_invalid met"},
	{"bmo", "xmet", 3, ""},
	{"bmo", "xmet", "", "required xmet"},
	{"bmo", "xmet", "**", "type_invalid xmet"},
	{"bmo", "xmet", -5, "range_invalid xmet"},
	{"bmo", "smet", "3,0", ""},
	{"bmo", "smet", nil, "required smet"},
	{"bmo", "smet", "3,5", "type_invalid smet"},
	{"bmo", "smet", -5, "range_invalid smet"},

	{"defm", "mois", nil, "required mois"},
	{"defm", "mois", "2025-03-31", ""},
	{"defm", "mois", "2025-13", "type_invalid mois"},
	{"defm", "mois", "mars 2025", "type_invalid mois"},
	{"defm", "departement", nil, "required departement"},
	{"defm", "departement", "2a", ""},
	{"defm", "departement", "20", "place_unknown departement"},
	{"defm", "rome", nil, "required rome"},
	{"defm", "rome", "XX", "rome_unknown rome"},
	{"defm", "categorie", nil, "required categorie"},
	{"defm", "categorie", "Z", ""}, // open list
	{"defm", "effectif", nil, "required effectif"},
	{"defm", "effectif", 0, ""},
	{"defm", "effectif", -1, "range_invalid effectif"},
}

func TestRules(t *testing.T) {
	for _, c := range ruleCases {
		if got := verdict(t, c.source, c.of()); got != c.want {
			t.Errorf("%s with %s = %v: %q, want %q", c.source, c.field, c.value, got, c.want)
		}
	}
	for source, r := range valid {
		if got := verdict(t, source, r); got != "" {
			t.Errorf("the valid record of %s: %q", source, got)
		}
	}
}

// TestDeletions: a deletion needs its key and a date, nothing else.
func TestDeletions(t *testing.T) {
	for _, c := range []struct {
		source string
		record record
		want   string
	}{
		{"offres", record{"id": "1", "dateActualisation": "2025-03-12", "supprime": true}, ""},
		{"offres", record{"id": "1", "supprime": true}, "required dateActualisation"},
		{"offres", record{"dateActualisation": "2025-03-12", "supprime": true}, "required id"},
		{"offres", record{"id": "1", "dateActualisation": "2025-03-12", "supprime": false}, "required dateCreation"},
		{"demandeurs", record{"id": "1", "dateMaj": "2025-03-12", "supprime": "O"}, ""},
		{"services", record{"id": "1", "date": "2025-03-12", "supprime": "1"}, ""},
		{"agences", record{"code": "07001", "supprime": true}, ""},
		{"etablissements", record{"siret": "732 829 320 00074", "dateMaj": "2025-03-12", "supprime": true}, ""},
		{"etablissements", record{"siret": "73282932000074", "supprime": true}, "required dateMaj"},
		{"etablissements", record{"siret": "1", "dateMaj": "2025-03-12", "supprime": true}, "siret_invalid siret"},
		{"contacts", record{"id": "1", "dateDemande": "2025-03-12", "supprime": true}, ""},
		{"bmo", record{"annee": 2024, "Dept": "07", "BE24": "8401", "Code métier BMO": "S1X20", "supprime": true}, ""},
		{"bmo", record{"annee": 2024, "BE24": "8401", "Code métier BMO": "S1X20", "supprime": true}, "required Dept"},
		{"defm", record{"mois": "2025-03", "departement": "07", "rome": "D1102", "categorie": "A", "supprime": true}, ""},
		{"defm", record{"mois": "2025-03", "departement": "07", "rome": "D1102", "supprime": true}, "required categorie"},
	} {
		if got := verdict(t, c.source, c.record); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.source, c.record, got, c.want)
		}
	}
}
