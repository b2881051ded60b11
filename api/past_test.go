package api

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"vigie/analytics"
	"vigie/analytics/performance"
	"vigie/data"
	"vigie/transform/model"
)

// An earlier night says its figures under its own definitions, whatever the program says
// now; of a night that kept none of a word, the program's stay.
func TestAnEarlierNightHasItsOwnDefinitions(t *testing.T) {
	fixture(t)
	lake := data.Lake{Root: filepath.Join(nightDir, "lake")}
	id, err := lake.Current()
	if err != nil {
		t.Fatal(err)
	}
	m, err := lake.Manifest(id)
	if err != nil {
		t.Fatal(err)
	}
	dir := lake.SnapshotDir(id)
	const columns = "{indicator: 'varchar', title: 'varchar', unit: 'varchar', sense: 'varchar', cuts: 'varchar', definition: 'varchar', version: 'varchar'}"
	rename(t, dir, m, columns, "indicator,title,unit,sense,cuts,definition,version\nent1,Recrutement,rate,higher,rome,« Ancienne définition »,0\n")
	past, err := analytics.OpenPast(t.Context(), dir, m)
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close()
	today, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range past.Performance.Definitions() {
		want := today[i]
		if d.ID == "ent1" {
			want.Title, want.Definition, want.Version = "Recrutement", "« Ancienne définition »", "0"
		}
		if d.ID != want.ID || d.Title != want.Title || d.Definition != want.Definition || d.Version != want.Version || d.Formula != want.Formula || d.Seed == "" {
			t.Errorf("%+v, want %+v", d, want)
		}
	}
	a := answerOf(t, &exchange{snapshot: past, caller: Caller{ID: "all", Persons: true}}, "ent1", performance.Query{})
	if a.Indicator.Version != "0" || a.Indicator.Definition != "« Ancienne définition »" || len(a.Rows) == 0 {
		t.Errorf("%+v", a.Indicator)
	}
}

// rename puts another ref.indicator beside the snapshot's own, and its path in the manifest.
func rename(t *testing.T, dir string, m data.Manifest, columns, csv string) {
	t.Helper()
	folder := t.TempDir()
	source, target := filepath.Join(folder, "indicator.csv"), filepath.Join(folder, "indicator.parquet")
	if err := os.WriteFile(source, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := model.Open(context.Background(), asOf, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.CopyCSV(t.Context(), source, columns, target); err != nil {
		t.Fatal(err)
	}
	for i := range m.Tables {
		if m.Tables[i].Name == "ref.indicator" {
			path, err := filepath.Rel(dir, target)
			if err != nil {
				t.Fatal(err)
			}
			m.Tables[i].Files[0].Path = filepath.ToSlash(path)
		}
	}
}
