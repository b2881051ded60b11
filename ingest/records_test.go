package ingest

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// record is a JSON object of a test, by wire name.
type record map[string]any

// with copies a record with other values; nil removes a field.
func (r record) with(name string, value any) record {
	c := maps.Clone(r)
	if value == nil {
		delete(c, name)
	} else {
		c[name] = value
	}
	return c
}

func lines(t testing.TB, records ...record) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, r := range records {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(text, '\n'))
	}
	return out.Bytes()
}

// valid is one record of each source that keeps every rule.
var valid = map[string]record{
	"agences": {"code": "07001"},
	"offres": {
		"id": "1000001", "dateCreation": "2025-03-10T09:00:00Z", "dateActualisation": "2025-03-12T09:00:00Z", "intitule": "Boulanger (H/F)",
		"romeCode": "D1102", "appellationlibelle": "Boulanger / Boulangère", "typeContrat": "CDI", "nombrePostes": 2,
		"lieuTravail": map[string]any{"commune": "07010"}, "origineOffre": map[string]any{"origine": "1"},
	},
	"demandeurs": {
		"id": "DE-1", "dateMaj": "2025-03-10", "codeAgence": "07001", "commune": "07010",
		"metiers": []any{map[string]any{"rome": "D1102", "experienceMois": 24, "principal": true}},
	},
	"candidatures":      {"id": "C-1", "offreId": "1000001", "demandeurId": "DE-1", "date": "2025-03-11T10:00:00Z", "issue": "EN_COURS"},
	"services":          {"id": "S-1", "offreId": "1000001", "code": "PRESELECTION", "date": "2025-03-11"},
	"enquetes":          {"id": "E-1", "contexte": "RENCONTRE", "dateEnvoi": "2025-03-11", "codeAgence": "07001"},
	"etablissements":    {"siret": "73282932000074", "raisonSociale": "Fournil", "codeNaf": "1071C", "commune": "07010", "trancheEffectif": "11", "codeAgence": "07001", "dateMaj": "2025-03-10"},
	"contacts":          {"id": "K-1", "codeAgence": "07001", "canal": "TELEPHONE", "dateDemande": "2025-03-10T09:00:00"},
	"espaces_recruteur": {"id": "R-1", "siret": "73282932000074", "codeAgence": "07001", "dateDemande": "2025-03-10", "telephone": "04 75 12 34 56", "email": "rh@exemple.fr", "statut": "A_CERTIFIER"},
	"evenements":        {"id": "V-1", "codeAgence": "07001", "type": "JOB_DATING", "date": "2025-03-10", "romes": []any{"D1102"}},
	"bmo":               {"annee": 2024, "Code métier BMO": "S1X20", "Famille_met": "S", "REG": "84", "Dept": "07", "BE24": "8401", "met": "12", "xmet": "*", "smet": "*"},
	"defm":              {"mois": "2025-03", "departement": "07", "rome": "D1102", "categorie": "A", "effectif": 120},
}

// verdict decodes and checks one record: "" or the rule and field that it breaks.
func verdict(t testing.TB, source string, r record) string {
	t.Helper()
	out := check(t, source, lines(t, r))
	if len(out) == 0 {
		return ""
	}
	return strings.TrimSpace(out[0].Rule + " " + out[0].Field)
}

// check runs the lines of a source through its worker.
func check(t testing.TB, source string, text []byte) []refusal {
	t.Helper()
	j := &job{path: "test", key: testKey, known: known{agencies: map[string]bool{"07001": true}}}
	b := block{data: text, line: 1}
	for _, s := range Sources() {
		if s.Info().Name == source {
			return s.(interface{ refusals(*job, block) []refusal }).refusals(j, b)
		}
	}
	t.Fatalf("no source %s", source)
	return nil
}

func (s *source[T]) refusals(j *job, b block) []refusal { return newWorker(s, j).work(b).refused }
