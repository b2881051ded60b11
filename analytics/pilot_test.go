package analytics

import (
	"slices"
	"testing"
	"time"

	"vigie/analytics/performance"
	"vigie/transform/model"
)

func TestLastQuarter(t *testing.T) {
	for asOf, want := range map[string]string{"2026-11-22": "2026-Q3", "2026-10-01": "2026-Q3", "2026-09-30": "2026-Q2", "2026-01-01": "2025-Q4", "2026-03-31": "2025-Q4", "2024-05-31": "2024-Q1"} {
		if got, err := lastQuarter(asOf); got != want || err != nil {
			t.Errorf("%s: %s, %v, want %s", asOf, got, err, want)
		}
	}
}

// The key figures are indicators, of five classes each; a value at a cut is of the class above.
func TestKeyFigures(t *testing.T) {
	key, err := KeyFigures()
	if err != nil {
		t.Fatal(err)
	}
	definitions, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range key {
		known := slices.ContainsFunc(definitions, func(d performance.Definition) bool { return d.ID == k.Indicator })
		if !known || len(k.Cuts) != 4 || !slices.IsSorted(k.Cuts) {
			t.Errorf("%+v", k)
		}
		if c := k.Cuts[2]; k.Class(c) != 4 || k.Class(c-1e-9) != 3 || k.Class(k.Cuts[0]-1e-9) != 1 || k.Class(1e9) != 5 {
			t.Errorf("classes of %+v", k)
		}
	}
}

// Outlines are read ring by ring, and departments that share a point touch.
func TestAtlas(t *testing.T) {
	db, err := model.Open(t.Context(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"create schema if not exists ref",
		"create table ref.department_outline as select * from (values ('07', 0, 1, 5.0, 44.0), ('07', 0, 0, 4.0, 44.0), ('07', 0, 2, 5.0, 45.0), ('07', 1, 0, 9.0, 9.0), ('26', 0, 0, 5.0, 45.0), ('48', 0, 0, 3.0, 44.0)) as t(department, ring, position, longitude, latitude)",
	} {
		if err := db.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	a, err := loadAtlas(t.Context(), db, func(string) []string { return []string{"there"} })
	if err != nil {
		t.Fatal(err)
	}
	if rings := a.Rings("07"); len(rings) != 2 || len(rings[0]) != 3 || rings[0][0] != (Point{4, 44}) || len(rings[1]) != 1 {
		t.Errorf("rings: %v", rings)
	}
	if got := a.Neighbours("07"); !slices.Equal(got, []string{"26"}) || len(a.Neighbours("48")) != 0 || len(a.Neighbours("2A")) != 0 {
		t.Errorf("neighbours: %v", got)
	}
	none, err := loadAtlas(t.Context(), db, func(string) []string { return nil })
	if err != nil || len(none.Departments()) != 0 || len(a.Departments()) != 3 {
		t.Errorf("an atlas of nothing: %v, %v", none, err)
	}
}
