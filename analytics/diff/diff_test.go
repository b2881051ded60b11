package diff

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/data"
	"vigie/transform/model"
)

// publish publishes a night whose tables hold what a SELECT each gives.
func publish(t *testing.T, lake data.Lake, m data.Manifest, tables map[string]string) string {
	t.Helper()
	db, err := model.Open(t.Context(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	dir := lake.StagingDir("test")
	if m.Parent, err = lake.Current(); err != nil && !errors.Is(err, data.ErrNoSnapshot) {
		t.Fatal(err)
	}
	for name, query := range tables {
		file := strings.Replace(name, ".", "/", 1) + ".parquet"
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := db.CopySelect(t.Context(), query, filepath.Join(dir, file), model.Parquet); err != nil {
			t.Fatal(err)
		}
		m.Tables = append(m.Tables, data.ManifestTable{Name: name, Rows: int64(strings.Count(query, "\n(")), Content: query, Files: []data.ManifestFile{{Path: file}}})
	}
	if m, err = lake.Seal(dir, m); err != nil {
		t.Fatal(err)
	}
	if err := lake.Publish(dir, m); err != nil {
		t.Fatal(err)
	}
	return m.ID
}

// cells is the SELECT of an indicator table: indicator, version, level, code,
// value, count; the period is the same for all.
func cells(rows ...string) string {
	return "select indicator, version, level, code, code as label, 'month' as kind, '2026-10' as period, value::double as value, " +
		"n::bigint as count, n::bigint as numerator, n::bigint as denominator, null::double as median, n < 30 as low_n from (values\n(" +
		strings.Join(rows, "),\n(") + ")) as t(indicator, version, level, code, value, n)"
}

// values is a SELECT of rows, their columns named.
func values(columns string, rows ...string) string {
	return "select * from (values\n(" + strings.Join(rows, "),\n(") + ")) as t(" + columns + ")"
}

func TestNights(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const target = "ref.target"
	a := publish(t, lake, data.Manifest{AsOf: "2026-11-21", Code: "v1", Reference: "ref-a", Sources: []data.SourceCount{
		{Source: "offres", Read: 100, Loaded: 90, Superseded: 5, Quarantined: 5}, {Source: "gone", Read: 1, Loaded: 1},
	}}, map[string]string{
		indicatorTable: cells("'ent1', '1', 'region', '11', 0.70, 100", "'ent1', '1', 'region', '84', 0.50, 100", "'ent1', '1', 'agency', 'A', 0.0, 1",
			"'ent1', '1', 'agency', 'B', 0.60, 50", "'ent1', '1', 'agency', 'C', 0.60, 40", "'ent1', '1', 'agency', 'D', null, 0", "'old', '1', 'region', '11', 1, 50"),
		fileTable:     values("file, source, state", "'f1', 'offres', 'loaded'"),
		decisionTable: values("offer_id, channel, rule, action", "'1', 'JTMO', 'duplicate', 'alert'", "'2', 'JTMO', 'duplicate', 'alert'"),
		target:        values("target", "0.75"),
		"kept.text":   values("x", "1"),
	})
	b := publish(t, lake, data.Manifest{AsOf: "2026-11-22", Code: "v2", Reference: "ref-b", Sources: []data.SourceCount{
		{Source: "offres", Read: 110, Loaded: 95, Superseded: 9, Quarantined: 6},
	}}, map[string]string{
		indicatorTable: cells("'ent1', '2', 'region', '11', 0.71, 101", "'ent1', '2', 'region', '84', 0.55, 100", "'ent1', '2', 'agency', 'A', 1.0, 1",
			"'ent1', '2', 'agency', 'B', 0.60, 50", "'ent1', '2', 'agency', 'C', null, 0", "'ent1', '2', 'agency', 'D', 0.5, 40"),
		fileTable:     values("file, source, state", "'f1', 'offres', 'loaded'", "'f2', 'offres', 'loaded'", "'f3', 'offres', 'refused'"),
		decisionTable: values("offer_id, channel, rule, action", "'1', 'JTMO', 'duplicate', 'alert'", "'3', 'MULTI', 'illegal', 'refused'"),
		target:        values("target", "0.76"),
		"kept.text":   values("x", "2"),
	})
	d, err := Nights(t.Context(), lake, a, b, Options{Published: func(table string) bool { return !strings.HasPrefix(table, "kept.") }})
	if err != nil {
		t.Fatal(err)
	}
	var moves []string
	for _, m := range d.Moves {
		moves = append(moves, strings.Join([]string{m.Indicator, m.Level, m.Code, m.State}, " "))
	}
	// On few observations last, though 0 → 1 is the greatest; what is the same is not told.
	want := []string{"ent1 region 84 moved", "ent1 region 11 moved", "ent1 agency A moved", "ent1 agency C gone", "ent1 agency D new", "old region 11 gone"}
	if diff := cmp.Diff(want[:2], moves[:2]); diff != "" || len(moves) != len(want) {
		t.Errorf("moves %q, want %q", moves, want)
	}
	for _, w := range want {
		if !strings.Contains(strings.Join(moves, "\n"), w) {
			t.Errorf("moves %q lack %q", moves, w)
		}
	}
	for _, s := range d.Summary {
		if s.Indicator == "ent1" && s.Level == "agency" && (s.Cells != 4 || s.Moved != 1 || s.Added != 1 || s.Gone != 1 || s.Biggest == nil || *s.Biggest != 1) {
			t.Errorf("summary of agencies %+v", s)
		}
	}
	var causes []string
	for _, c := range d.Causes {
		causes = append(causes, c.Kind+": "+c.Text)
	}
	wantCauses := []string{
		"as_of: the as-of day went from 2026-11-21 to 2026-11-22: periods and windows moved with it",
		"files: offres: 2 new files, 1 of them refused",
		"records: offres: +5 records by key",
		"corrections: offres: +4 versions superseded by corrections",
		"refusals: offres: +1 records in quarantine",
		"records: gone: -1 records by key",
		"definition: ent1: definition 2 instead of 1",
		"definition: old is no longer computed",
		"reference: nomenclatures ref-b instead of ref-a",
		"reference: ref.target is not the same: 1 rows, 1 before",
		"program: made by vigie v2 instead of v1",
	}
	if diff := cmp.Diff(wantCauses, causes); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]data.Decided{
		{Channel: "JTMO", Rule: "duplicate", Action: "alert", Before: 2, After: 1}, {Channel: "MULTI", Rule: "illegal", Action: "refused", After: 1},
	}, d.Decisions); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
	for _, table := range d.Tables {
		if strings.HasPrefix(table.Table, "kept.") {
			t.Errorf("table %s is the night's own", table.Table)
		}
	}

	top, err := Nights(t.Context(), lake, a, b, Options{Indicator: "ent1", Level: "region", Top: 1})
	if err != nil || len(top.Moves) != 1 || top.Moves[0].Code != "84" || len(top.Summary) != 1 {
		t.Errorf("top 1 of ent1 by region: %+v, %v", top.Moves, err)
	}

	if _, err := lake.Prune(data.Retention{Keep: 1}, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	pruned, err := Nights(t.Context(), lake, a, b, Options{})
	if err != nil || len(pruned.Moves) != len(d.Moves) || len(pruned.Decisions) != 0 {
		t.Errorf("against a pruned night: %d moves, %d decisions, %v", len(pruned.Moves), len(pruned.Decisions), err)
	}
}

// TestDamagedNightIsNotCompared: figures of bytes that were not published are not told.
func TestDamagedNightIsNotCompared(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]string{indicatorTable: cells("'ent1', '1', 'region', '11', 0.70, 100")}
	a := publish(t, lake, data.Manifest{AsOf: "2026-11-21"}, tables)
	b := publish(t, lake, data.Manifest{AsOf: "2026-11-22"}, tables)
	path := filepath.Join(lake.SnapshotDir(b), "performance", "indicator.parquet")
	if err := errors.Join(os.Remove(path), os.WriteFile(path, []byte("PAR1"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := Nights(t.Context(), lake, a, b, Options{}); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("compared: %v", err)
	}
}

// Records of a program that kept other columns can't tell why a figure moved: that it did is told.
func TestNightOfOtherColumns(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tables := func(value string) map[string]string {
		all := map[string]string{
			indicatorTable: cells("'ent1', '1', 'region', '11', " + value + ", 100"),
			"unit.offer":   values("offer_id", "'1'"),
			placeTable:     values("agency, level, code", "'A', 'region', '11'"),
		}
		for _, r := range records {
			all[r.table] = values(strings.TrimSuffix(r.as, "s")+"_id", "'1'")
		}
		return all
	}
	a := publish(t, lake, data.Manifest{AsOf: "2026-11-21"}, tables("0.7"))
	b := publish(t, lake, data.Manifest{AsOf: "2026-11-22"}, tables("0.8"))
	d, err := Nights(t.Context(), lake, a, b, Options{})
	if err != nil || len(d.Moves) != 1 || d.Moves[0].Why != nil {
		t.Errorf("%+v, %v", d.Moves, err)
	}
}

// TestBeside: of offers and services the files that both nights have are not read; of records
// that units are counted from, all are.
func TestBeside(t *testing.T) {
	night := func(sums ...string) (m data.Manifest) {
		for _, name := range []string{"core.offer", "core.survey_return", "unit.offer"} {
			table := data.ManifestTable{Name: name}
			for _, sum := range sums {
				table.Files = append(table.Files, data.ManifestFile{Path: sum, SHA256: sum})
			}
			m.Tables = append(m.Tables, table)
		}
		return m
	}
	before, after := night("carried", "was"), night("carried", "is", "came")
	var got []string
	for _, table := range append(beside(before, after).Tables, beside(after, before).Tables...) {
		for _, f := range table.Files {
			got = append(got, table.Name+" "+f.Path)
		}
	}
	want := []string{
		"core.offer was", "core.survey_return carried", "core.survey_return was", "unit.offer carried", "unit.offer was",
		"core.offer is", "core.offer came", "core.survey_return carried", "core.survey_return is", "core.survey_return came",
		"unit.offer carried", "unit.offer is", "unit.offer came",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files that are read (-want +got):\n%s", diff)
	}
	if len(before.Tables[0].Files) != 2 {
		t.Error("the manifest was changed")
	}
}
