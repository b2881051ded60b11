package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDrift: what no contract lists is counted by name, in every format, with the
// shape of its values; of persons only with their type.
func TestDrift(t *testing.T) {
	f := newFixture(t)
	offer := func(i int, r record) record {
		all := valid["offres"].with("id", i)
		for name, value := range r {
			all = all.with(name, value)
		}
		return all
	}
	f.put("offres/a.ndjson", lines(t,
		offer(1, record{"telephoneRecruteur": "06 12 34 56 78", "entreprise": map[string]any{"nom": "E", "effectif": 12.5}}),
		offer(2, record{"telephoneRecruteur": "0612345678", "entreprise": map[string]any{"effectif": "de 10 à 19 salariés et plus"}}),
		offer(3, record{"telephoneRecruteur": "06.12.34.56.78", "teletravail": true, "horaires": []any{1}, "lieu": map[string]any{"a": 1}}),
		offer(4, record{"competences": []any{map[string]any{"code": "1", "niveau": "Élevé"}}}),
	))
	f.put("offres/b.csv", []byte("id;supprime;dateActualisation;télétravail\n1;O;2025-03-12;2 jours\n2;O;2025-03-12;\n"))
	f.put("demandeurs/a.ndjson", lines(t, valid["demandeurs"].with("surnom", "Titi").with("enfants", 2).with("age", 30)))
	f.put("demandeurs/b.csv", []byte("id;supprime;dateMaj;surnom\nDE-1;O;2025-03-12;Titi\n"))
	got := map[string]map[string]Drift{}
	for _, r := range f.run(Options{}).Files {
		if len(r.Drift) > 0 {
			got[r.Path] = map[string]Drift{}
		}
		for name, d := range r.Drift {
			got[r.Path][name] = *d
		}
	}
	want := map[string]map[string]Drift{
		"offres/a.ndjson": {
			"telephoneRecruteur":  {3, []string{"texte 99 99 99 99 99", "texte 9999999999"}},
			"entreprise.effectif": {2, []string{"nombre 99.9", "texte aa 99 a 99 aaaaaaaa aa a…"}},
			"teletravail":         {1, []string{"booléen"}},
			"horaires":            {1, []string{"liste"}},
			"lieu":                {1, []string{"objet"}},
			"competences.niveau":  {1, []string{"texte Aaaaa"}},
		},
		"offres/b.csv":        {"télétravail": {1, []string{"texte 9 aaaaa"}}},
		"demandeurs/a.ndjson": {"surnom": {1, []string{"texte"}}, "enfants": {1, []string{"nombre"}}},
		"demandeurs/b.csv":    {"surnom": {1, []string{"texte"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, r := range f.run(Options{}).Files { // as the receipt kept it
		for name, d := range r.Drift {
			if diff := cmp.Diff(want[r.Path][name], *d); diff != "" || !r.Known {
				t.Errorf("%s read again: %s", name, diff)
			}
		}
	}
}

// TestDriftIsBounded: a file that names its fields after its values fills no memory.
func TestDriftIsBounded(t *testing.T) {
	records := make([]record, 3*maxDriftNames)
	for i := range records {
		records[i] = valid["offres"].with("id", i+1).with(fmt.Sprint("champ", i), strings.Repeat("x", 100))
	}
	f := newFixture(t)
	f.put("offres/a.ndjson", lines(t, records...))
	if r := f.run(Options{}).Files[0]; r.Loaded != int64(len(records)) || len(r.Drift) != maxDriftNames {
		t.Errorf("%d loaded, %d names", r.Loaded, len(r.Drift))
	}
}
