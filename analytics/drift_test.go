package analytics

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie/data"
	"vigie/transform/model"
)

var driftDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func driftDB(t *testing.T) *model.DB {
	t.Helper()
	db, err := model.Open(t.Context(), driftDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// publishDay publishes a night whose offers and twelve months of ENT1 are given.
func publishDay(t *testing.T, lake data.Lake, asOf string, offers int64, ent1 float64, sources ...data.SourceCount) {
	t.Helper()
	dir := lake.StagingDir("test")
	if err := os.MkdirAll(filepath.Join(dir, "performance"), 0o755); err != nil {
		t.Fatal(err)
	}
	query := fmt.Sprintf("select 'ent1' as indicator, 'country' as level, 'rolling12' as kind, '2026-11' as period, %g::double as value", ent1)
	const file = "performance/indicator.parquet"
	if err := driftDB(t).CopySelect(t.Context(), query, filepath.Join(dir, file), model.Parquet); err != nil {
		t.Fatal(err)
	}
	m, err := lake.Seal(dir, data.Manifest{
		AsOf: asOf, PublishedAt: asOf + "T03:00:00Z", Sources: sources,
		Tables: []data.ManifestTable{
			{Name: "core.offer", Rows: offers, Content: asOf},
			{Name: "performance.indicator", Rows: 1, Content: asOf, Files: []data.ManifestFile{{Path: file}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := lake.Publish(dir, m); err != nil {
		t.Fatal(err)
	}
}

// tonight is a night under way with so many offers, and ENT1 in its database.
func tonight(t *testing.T, offers int64, ent1 float64) (*model.DB, *Night) {
	t.Helper()
	db := driftDB(t)
	create := fmt.Sprintf(`create schema performance; create table performance.indicator as
		select 'ent1' as indicator, 'country' as level, 'rolling12' as kind, '2026-11' as period, %g::double as value`, ent1)
	if err := db.Exec(t.Context(), create); err != nil {
		t.Fatal(err)
	}
	return db, &Night{Tables: []model.Table{{Name: "core.offer", Rows: offers}, {Name: "performance.indicator", Rows: 1}}}
}

// TestDriftIsHeldAgainstTheMedian: a figure further from the median of the last
// nights than the rule allows warns; one odd night before does not count, nor do
// nights older than the rule's, nor another night of the same day.
func TestDriftIsHeldAgainstTheMedian(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, asOf := range []string{"2026-11-12", "2026-11-13", "2026-11-14"} { // older than seven nights
		publishDay(t, lake, asOf, 10, 0.1)
	}
	for day := 15; day <= 21; day++ {
		publishDay(t, lake, fmt.Sprintf("2026-11-%d", day), 1000, 0.7)
	}
	publishDay(t, lake, "2026-11-21", 5000, 0.2)  // the same day again, odd
	publishDay(t, lake, "2026-11-22", 9000, 0.95) // tonight's own day, made before
	for _, c := range []struct {
		offers int64
		ent1   float64
		want   string
	}{
		{1000, 0.7, ""},
		{1100, 0.76, ""},
		{900, 0.64, ""},
		{1101, 0.7, "volume core.offer"},
		{899, 0.7, "volume core.offer"},
		{1000, 0.78, "indicator ent1"},
		{1000, 0.62, "indicator ent1"},
		{10, 0.1, "volume core.offer, indicator ent1"},
	} {
		db, night := tonight(t, c.offers, c.ent1)
		if err := watchDrift(t.Context(), db, BuildOptions{Lake: lake, AsOf: driftDay}, night.Tables[:1], night); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range night.Warnings {
			got = append(got, w.Gate+" "+w.Subject)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%d offers, ENT1 %g: warns %q, want %q (%v)", c.offers, c.ent1, got, c.want, night.Warnings)
		}
	}
}

// TestDriftReadsPrunedNights: what is kept of them is what is compared.
func TestDriftReadsPrunedNights(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for day := 18; day <= 21; day++ {
		publishDay(t, lake, fmt.Sprintf("2026-11-%d", day), 1000, 0.7)
	}
	if pruned, err := lake.Prune(data.Retention{Keep: 1}, driftDay); err != nil || len(pruned) != 3 {
		t.Fatalf("pruned %v, %v", pruned, err)
	}
	db, night := tonight(t, 500, 0.5)
	if err := watchDrift(t.Context(), db, BuildOptions{Lake: lake, AsOf: driftDay}, night.Tables[:1], night); err != nil {
		t.Fatal(err)
	}
	if len(night.Warnings) != 2 || !strings.Contains(night.Warnings[1].Text, "last 4 nights") {
		t.Errorf("warnings %v, want both against four nights", night.Warnings)
	}
}

// TestVolumesAreThoseOfSources: what is derived from conformed tables may shrink.
func TestVolumesAreThoseOfSources(t *testing.T) {
	models, err := Models(t.Context(), driftDB(t))
	if err != nil {
		t.Fatal(err)
	}
	tables := []model.Table{{Name: "core.offer"}, {Name: "core.derived"}, {Name: "performance.ent1"}, {Name: "ref.rome"}, {Name: "core.agency"}}
	models = append(models, model.Model{Table: "core.derived", Refs: []string{"core.offer"}})
	var names []string
	for _, table := range conformed(tables, models) {
		names = append(names, table.Name)
	}
	if strings.Join(names, " ") != "core.offer core.agency" {
		t.Errorf("watched: %v", names)
	}
}

func TestQuarantineShare(t *testing.T) {
	lake, err := data.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	count := func(read, refused int64) data.SourceCount {
		return data.SourceCount{Source: "offres", Read: read, Loaded: read - refused, Quarantined: refused}
	}
	breaches := func(c data.SourceCount, accept ...string) []Breach {
		t.Helper()
		night := &Night{Sources: []data.SourceCount{c}}
		if err := auditQuarantine(BuildOptions{Lake: lake, AcceptQuarantine: accept}, night); err != nil {
			t.Fatal(err)
		}
		return night.Breaches
	}
	if b := breaches(count(1000, 30)); len(b) != 0 {
		t.Errorf("3 %% of a first night: %v", b)
	}
	if b := breaches(count(1000, 31)); len(b) != 1 || !strings.Contains(b[0].String(), "31 of 1000") || !strings.Contains(b[0].Hint, "--accept-quarantine offres") {
		t.Errorf("3.1 %% of a first night: %v", b)
	}
	publishDay(t, lake, "2026-11-21", 1, 1, count(1000, 31))
	for _, c := range []struct {
		count data.SourceCount
		want  int
	}{
		{count(1000, 31), 0}, // nothing came
		{count(1100, 34), 0}, // 3 of 100
		{count(1100, 35), 1}, // 4 of 100, though 3.2 % in all
	} {
		if b := breaches(c.count); len(b) != c.want {
			t.Errorf("%+v: %v, want %d breaches", c.count, b, c.want)
		}
	}
	if b := breaches(count(1100, 35), "offres"); len(b) != 0 {
		t.Errorf("accepted: %v", b)
	}
}

func TestLevelsReconcile(t *testing.T) {
	db := driftDB(t)
	create := `create schema performance; create table performance.indicator (
		indicator varchar, level varchar, code varchar, kind varchar, period varchar, count bigint, numerator bigint, denominator bigint);
		insert into performance.indicator values
		('ent1', 'agency', 'A', 'month', '2026-10', 10, 7, 10), ('ent1', 'agency', 'ZZ', 'month', '2026-10', 5, 2, 5),
		('ent1', 'country', 'FR', 'month', '2026-10', 15, 9, 15),
		('ent3', 'region', '84', 'month', '2026-10', 3, 120, 3), ('ent3', 'country', 'FR', 'month', '2026-10', 3, 120, 3)`
	if err := db.Exec(t.Context(), create); err != nil {
		t.Fatal(err)
	}
	check := func(want string) {
		t.Helper()
		night := &Night{}
		if err := auditLevels(t.Context(), db, night); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range night.Breaches {
			got = append(got, b.Audit+": "+b.Found)
		}
		if text := strings.Join(got, "; "); (want == "") != (text == "") || !strings.Contains(text, want) {
			t.Errorf("breaches %q, want %q", text, want)
		}
	}
	check("")
	for _, harm := range []struct{ sql, undo, want string }{
		{"update performance.indicator set count = 6 where code = 'ZZ'", "update performance.indicator set count = 5 where code = 'ZZ'", "ent1 reconcile between levels: level agency"},
		{"update performance.indicator set numerator = 121 where code = '84'", "update performance.indicator set numerator = 120 where code = '84'", "ent3 reconcile between levels: level region"},
		{"update performance.indicator set period = '2026-09' where code = '84'", "update performance.indicator set period = '2026-10' where code = '84'", "first 2026-09"},
	} {
		if err := db.Exec(t.Context(), harm.sql); err != nil {
			t.Fatal(err)
		}
		check(harm.want)
		if err := db.Exec(t.Context(), harm.undo); err != nil {
			t.Fatal(err)
		}
	}
	check("")
}

// TestUnitsAddUp: a value that is not what its units make is refused, and one that is missing.
func TestUnitsAddUp(t *testing.T) {
	db := driftDB(t)
	create := `create schema performance; create schema unit;
		create table performance.agency_place (agency varchar, level varchar, code varchar);
		insert into performance.agency_place values ('A', 'agency', 'A'), ('A', 'country', 'FR');
		create table performance.period_month (kind varchar, period varchar, month varchar, is_published boolean);
		insert into performance.period_month values ('month', '2026-10', '2026-10', true), ('quarter', '2026-Q4', '2026-10', true), ('month', '2025-10', '2025-10', false);
		create table unit.observed (indicator varchar, facet varchar, agency varchar, month varchar, count bigint, numerator bigint, denominator bigint);
		insert into unit.observed values ('ent3', '', 'A', '2026-10', 2, 20, 1), ('ent3', '', 'A', '2026-10', 1, 5, 1), ('ent3', '', 'A', '2025-10', 9, 9, 1),
			('ent3', 'survival', 'A', '2026-10', 7, 7, 0);
		create table performance.indicator (indicator varchar, level varchar, code varchar, kind varchar, period varchar, count bigint, numerator bigint, denominator bigint);
		insert into performance.indicator select 'ent3', p.level, p.code, m.kind, m.period, 3, 45, 3
			from performance.agency_place as p cross join performance.period_month as m where m.is_published;`
	if err := db.Exec(t.Context(), create); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		harm string
		want int
	}{
		{"select 1", 0},
		{"update performance.indicator set numerator = 44 where level = 'country' and kind = 'quarter'", 1},
		{"delete from performance.indicator where level = 'agency' and kind = 'month'", 2},
	} {
		night := &Night{}
		if err := db.Exec(t.Context(), c.harm); err != nil {
			t.Fatal(err)
		}
		if err := auditUnits(t.Context(), db, night); err != nil {
			t.Fatal(err)
		}
		if len(night.Breaches) != c.want {
			t.Errorf("%s: %v, want %d breaches", c.harm, night.Breaches, c.want)
		}
	}
}

// TestIndicatorBounds: the audits that the models of the indicators declare
// refuse a rate outside 0 to 1, a negative delay, and a value of nothing.
func TestIndicatorBounds(t *testing.T) {
	db := driftDB(t)
	models, err := Models(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	byTable := map[string]model.Model{}
	for _, m := range models {
		byTable[m.Table] = m
	}
	const columns = "select 'ent1' as indicator, 'country' as level, 'FR' as code, 'France' as label, 'month' as kind, '2026-10' as period, " +
		"null::double as median_low, null::double as median_high, null::double as without_value, null::double as same_mix, null::integer as rank, "
	const row = "'%s' as unit, %d::bigint as count, %d::bigint as numerator, %d::bigint as denominator, %s::double as value, 0.0::double as low, 1.0::double as high, null::double as median"
	if err := db.Exec(t.Context(), "create schema performance"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		row  string
		want int
	}{
		{fmt.Sprintf(row, "rate", 4, 3, 4, "0.75"), 0},
		{fmt.Sprintf(row, "rate", 4, 3, 4, "1.01"), 2},
		{fmt.Sprintf(row, "rate", 4, 5, 4, "1.0"), 1},
		{fmt.Sprintf(row, "rate", 4, 3, 4, "-0.1"), 3},
		{fmt.Sprintf(row, "rate", 0, 0, 0, "0"), 1},
		{fmt.Sprintf(row, "days", 4, 160, 4, "40"), 1}, // its interval lies beside it
		{fmt.Sprintf(row, "days", 4, -4, 4, "-1"), 2},
	} {
		const table = "performance.indicator"
		if err := db.Exec(t.Context(), "create or replace table "+table+" as "+columns+c.row); err != nil {
			t.Fatal(err)
		}
		breaches, err := model.Audit(t.Context(), db, byTable[table], model.Table{})
		if err != nil {
			t.Fatal(err)
		}
		if len(breaches) != c.want {
			t.Errorf("%s: %v, want %d breaches", c.row, breaches, c.want)
		}
	}
}
