package ingest

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A draft is read as a record of a file: the same row, but for what the engine adds.
func TestDraftIsReadAsARecord(t *testing.T) {
	content, err := os.ReadFile("testdata/offres.good.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for line := range strings.Lines(string(content)) {
		rows, _, _, err := readWhole(t, "offres.ndjson", []byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1 || rows[0].Supprime != nil && *rows[0].Supprime {
			continue
		}
		draft, err := ReadDraft([]byte(line), nil)
		var broken *Broken
		if errors.As(err, &broken) && broken.Rule == BrokenUnknownField {
			continue // counted in a file
		}
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if diff := cmp.Diff(columnsOf(reflect.ValueOf(rows[0])), draft.Columns); diff != "" {
			t.Errorf("%s (-file +draft): %s", line, diff)
		}
		read++
	}
	if read < 3 {
		t.Errorf("%d records compared", read)
	}
}

// What is wrong with a draft is told by field and rule.
func TestDraftIsRefused(t *testing.T) {
	for _, c := range []struct{ name, draft, field, rule, want string }{
		{"no JSON", `{`, "", "json_invalid", ""},
		{"no place", `{"romeCode":"G1602","appellationlibelle":"Cuisinier"}`, "lieuTravail.libelle", "place_unknown", ""},
		{"no trade", `{"appellationlibelle":"Cuisinier","lieuTravail":{"commune":"75102"}}`, "romeCode", "required", ""},
		{"no title", `{"romeCode":"G1602","lieuTravail":{"commune":"75102"}}`, "appellationlibelle", "required", ""},
		{"a title of signs", `{"romeCode":"G1602","appellationlibelle":"H/F !","lieuTravail":{"commune":"75102"}}`, "appellationlibelle", "required", ""},
		{"unknown trade", `{"romeCode":"G9999","appellationCode":1,"lieuTravail":{"commune":"75102"}}`, "romeCode", "rome_unknown", ""},
		{"unknown code", `{"romeCode":"G1602","appellationCode":1,"lieuTravail":{"commune":"75102"},"experienceExige":"X"}`, "experienceExige", "code_unknown", "D, S, E"},
		{"no number", `{"romeCode":"G1602","appellationCode":"x","lieuTravail":{"commune":"75102"}}`, "appellationCode", "type_invalid", "une valeur de type « entier »"},
		{"out of range", `{"romeCode":"G1602","appellationCode":1,"lieuTravail":{"commune":"75102","latitude":91}}`, "lieuTravail.latitude", "range_invalid", "un nombre de -90 à 90"},
		{"unknown field", `{"romeCode":"G1602","appellationCode":1,"lieuTravail":{"commune":"75102","ville":"Paris"}}`, "lieuTravail.ville", BrokenUnknownField, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadDraft([]byte(c.draft), func(code string) bool { return code == "G1602" })
			var broken *Broken
			if !errors.As(err, &broken) || broken.Field != c.field || broken.Rule != c.rule || broken.Want != c.want {
				t.Errorf("got %+v", broken)
			}
		})
	}
}

// A label that says nothing is told, and refuses nothing by itself.
func TestDraftTellsUnreadLabels(t *testing.T) {
	for _, labels := range []string{
		`"salaire":{"libelle":"selon profil"},"experienceLibelle":"un peu","dureeTravailLibelle":"selon planning"`,
		`"salaire":{"libelle":"Mensuel de -2000 Euros"},"experienceLibelle":"-3 An(s)","dureeTravailLibelle":"-35H"`,
	} {
		draft, err := ReadDraft([]byte(`{"romeCode":"G1602","appellationCode":1,"lieuTravail":{"commune":"75102"},"contact":{"nom":"Dupont"},"formations":[{"niveauLibelle":"Bac ou équivalent","commentaire":"du métier"}],`+labels+`}`), nil)
		if err != nil {
			t.Fatal(err)
		}
		var fields []string
		for _, u := range draft.Unread {
			fields = append(fields, u.Field)
		}
		if diff := cmp.Diff([]string{"salaire.libelle", "experienceLibelle", "dureeTravailLibelle"}, fields); diff != "" {
			t.Error(diff)
		}
		if text, err := json.Marshal(draft.Columns); err != nil || strings.Contains(string(text), "Dupont") {
			t.Errorf("%s, %v", text, err)
		}
	}
}

// The structure has the columns of the raw files, and no other.
func TestOfferStructureIsThatOfTheFiles(t *testing.T) {
	structure := OfferStructure()
	columns := map[string]bool{}
	for _, c := range offres.layout.columns {
		columns[c.path[0]] = true
	}
	for name := range columns {
		if structure[name] == nil {
			t.Errorf("column %s is missing", name)
		}
	}
	if len(structure) != len(columns) {
		t.Errorf("%d columns, %d in the files", len(structure), len(columns))
	}
}

// Whatever a draft is, it is read or refused, and its columns are what JSON can say.
func FuzzDraft(f *testing.F) {
	f.Add([]byte(`{"romeCode":"G1602","appellationCode":1,"lieuTravail":{"commune":"75102"},"salaire":{"libelle":"Mensuel de 2000 Euros"}}`))
	addFixtures(f)
	f.Fuzz(func(t *testing.T, record []byte) {
		draft, err := ReadDraft(record, nil)
		var broken *Broken
		if err != nil && (!errors.As(err, &broken) || broken.Rule == "") {
			t.Fatalf("%v is no reason", err)
		}
		if _, err := json.Marshal(draft.Columns); err != nil {
			t.Fatal(err)
		}
	})
}
