package draft

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a draft gives replaces what the offer says; what goes with it goes.
func TestChanges(t *testing.T) {
	before := `{"intitule":"Cuisinier","romeCode":"G1602","appellationlibelle":"Cuisinier / Cuisinière","appellationCode":11573,
		"lieuTravail":{"commune":"75102","libelle":"75 - Paris 2e","latitude":48.8},"typeContrat":"CDD","typeContratLibelle":"CDD - 6 Mois",
		"experienceExige":"D","experienceLibelle":"Débutant accepté","salaire":{"libelle":"Mensuel de 2000 Euros","complement1":"Mutuelle"},
		"dureeTravailLibelle":"35H","dureeTravailLibelleConverti":"Temps plein","permis":[{"libelle":"B","exigence":"E"}]}`
	for _, c := range []struct {
		name, draft string
		differs     map[string]any // nil: the field goes
	}{
		{"nothing", `{}`, nil},
		{"no text", ` `, nil},
		{"what it says", before, nil},
		{"a salary", `{"salaire":{"libelle":"Mensuel de 2100 Euros"}}`, map[string]any{"salaire.libelle": "Mensuel de 2100 Euros"}},
		{"a salary, flat", `{"salaire.libelle":"Mensuel de 2100 Euros"}`, map[string]any{"salaire.libelle": "Mensuel de 2100 Euros"}},
		{"no salary", `{"salaire":null}`, map[string]any{"salaire.libelle": nil, "salaire.complement1": nil}},
		{"no label of it", `{"salaire":{"libelle":null}}`, map[string]any{"salaire.libelle": nil}},
		{"an empty object", `{"salaire":{}}`, nil},
		{"another contract", `{"typeContrat":"CDI"}`, map[string]any{"typeContrat": "CDI", "typeContratLibelle": nil}},
		{"a longer contract", `{"typeContratLibelle":"CDD - 12 Mois"}`, map[string]any{"typeContratLibelle": "CDD - 12 Mois"}},
		{"both", `{"typeContratLibelle":"SAI - 3 Mois","typeContrat":"SAI"}`, map[string]any{"typeContratLibelle": "SAI - 3 Mois", "typeContrat": "SAI"}},
		{"experience", `{"experienceLibelle":"2 An(s)"}`, map[string]any{"experienceLibelle": "2 An(s)", "experienceExige": nil}},
		{"required", `{"experienceExige":"E"}`, map[string]any{"experienceExige": "E"}},
		{"hours", `{"dureeTravailLibelle":"24H"}`, map[string]any{"dureeTravailLibelle": "24H", "dureeTravailLibelleConverti": nil}},
		{"another place", `{"lieuTravail":{"codePostal":"07100"}}`, map[string]any{"lieuTravail.codePostal": "07100", "lieuTravail.commune": nil, "lieuTravail.libelle": nil, "lieuTravail.latitude": nil}},
		{"another title", `{"appellationlibelle":"Chef"}`, map[string]any{"appellationlibelle": "Chef", "appellationCode": nil}},
		{"no code", `{"appellationCode":null}`, map[string]any{"appellationCode": nil}},
		{"a list whole", `{"permis":[]}`, map[string]any{"permis": []any{}}},
		{"its life", `{"id":"x","dateCloture":"2026-01-01","motifCloture":"ABANDON","origineOffre":{"origine":"2"},"origineOffre.origine":"2","supprime":true}`, nil},
		{"another name", `{"entreprise":{"siret":"35600000000048"}}`, map[string]any{"siret": "35600000000048"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			was, changes := read(t, before), read(t, c.draft)
			want := map[string]any{}
			for name, value := range was.values {
				want[name] = value
			}
			for name, value := range c.differs {
				if value == nil {
					delete(want, name)
				} else {
					want[name] = value
				}
			}
			got := changes.on(was.values)
			for name, value := range got {
				if value == nil {
					delete(got, name)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got) %s", diff)
			}
			if again := flattened(t, nested(got)); !cmp.Equal(again, got) {
				t.Errorf("written and read again: %s", cmp.Diff(got, again))
			}
		})
	}
}

func read(t *testing.T, draft string) Changes {
	t.Helper()
	c, err := Read(json.RawMessage(draft))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func flattened(t *testing.T, record map[string]any) map[string]any {
	t.Helper()
	text, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(text)).values
}

// What is no draft is refused, by its field.
func TestNoDraft(t *testing.T) {
	for draft, field := range map[string]string{
		`[]`: "", `null`: "", `1`: "", `{`: "", `{} {}`: "", `{"a":1}x`: "",
		`{"salaire":"2000"}`: "salaire", `{"lieuTravail":[]}`: "lieuTravail",
		`{"salaire":{"libelle":"a"},"salaire.libelle":"b"}`: "salaire.libelle",
		`{"siret":"1","entreprise":{"siret":"2"}}`:          "siret",
	} {
		_, err := Read(json.RawMessage(draft))
		var refused *Refused
		if !errors.As(err, &refused) || refused.Field != field || refused.Rule == "" {
			t.Errorf("%s: %v", draft, err)
		}
	}
}

// Whatever the body is, it is read or refused; what is read is written and read again alike.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{}`, `{"salaire":{"libelle":"Mensuel de 2000 Euros"},"permis":[{"libelle":"B"}]}`, `{"lieuTravail":null,"entreprise.siret":"1"}`, `{"salaire":{"salaire":{"a":1}}}`, `{"":{"":null}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		c, err := Read(body)
		var refused *Refused
		if err != nil {
			if !errors.As(err, &refused) {
				t.Fatalf("%v is no reason", err)
			}
			return
		}
		if again := flattened(t, nested(c.values)); !cmp.Equal(again, c.values) {
			t.Fatalf("written and read again: %s", cmp.Diff(c.values, again))
		}
	})
}
