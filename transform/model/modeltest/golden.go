// Package modeltest runs golden cases of SQL models on real DuckDB.
//
// A case is a .txtar file beside its model, with the same stem or
// <stem>_<case>.txtar: a sentence that says why it exists, input tables as CSV
// (`-- core.offer.csv --`), and `-- want.csv --`. Tables not given are empty,
// columns not given are null, types are those of the models themselves.
// `-- as_of --` sets the date (default 2026-11-22), `-- rules --` gives rules
// small values, one `name = value` a line; `-- columns --` names the columns that
// the case is about, beside the grain, when the table is wide. `go test -update`
// rewrites want.csv: read the diff.
package modeltest

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vigie/transform/model"
)

var update = flag.Bool("update", false, "rewrite want.csv of the golden cases")

// Suite is a set of models whose golden cases lie in a folder.
type Suite struct {
	Dir    string        // folder of the .sql and .txtar files, as the test sees it
	Models []model.Model // all models, those upstream included
	Inputs []string      // DDL that creates the tables no model makes (raw, ref, meta)
}

// Run runs every golden case below the suite's folder and fails for a model there that has none.
func (s Suite) Run(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	schemas := s.schemas(ctx, t)
	err := filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".sql" {
			return err
		}
		m, ok := s.find(path)
		if !ok {
			t.Errorf("%s is not among the models", path)
			return nil
		}
		cases, err := filepath.Glob(strings.TrimSuffix(path, ".sql") + "*.txtar")
		if err != nil {
			return err
		}
		own := 0
		for _, c := range cases {
			stem := strings.TrimSuffix(filepath.Base(c), ".txtar")
			if stem != m.Name() && !strings.HasPrefix(stem, m.Name()+"--") {
				continue
			}
			own++
			t.Run(m.Table+"/"+stem, func(t *testing.T) {
				t.Parallel()
				s.runCase(ctx, t, m, c, schemas)
			})
		}
		if own == 0 {
			t.Errorf("%s has no golden case: write %s.txtar beside it", path, m.Name())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s Suite) find(path string) (model.Model, bool) {
	table := filepath.Base(filepath.Dir(path)) + "." + strings.TrimSuffix(filepath.Base(path), ".sql")
	if filepath.Dir(path) == "." || filepath.Dir(path) == "" {
		abs, _ := filepath.Abs(path)
		table = filepath.Base(filepath.Dir(abs)) + "." + strings.TrimSuffix(filepath.Base(path), ".sql")
	}
	for _, m := range s.Models {
		if m.Table == table {
			return m, true
		}
	}
	return model.Model{}, false
}

// Columns gives the columns of every input and of every model's table.
func (s Suite) Columns(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for table, columns := range s.schemas(context.Background(), t) {
		for _, c := range columns {
			out[table] = append(out[table], c.name)
		}
	}
	return out
}

// Empty gives a model's rows over empty inputs, as the golden cases write them.
func (s Suite) Empty(t *testing.T, m model.Model) string {
	t.Helper()
	ctx := context.Background()
	db, err := model.Open(ctx, defaultDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	schemas := s.schemas(ctx, t)
	for _, table := range m.Refs {
		if err := fill(ctx, db, table, schemas[table], nil); err != nil {
			t.Fatal(err)
		}
	}
	return result(ctx, t, db, m, nil)
}

// Inspect loads and inspects the models of packages.
func Inspect(t *testing.T, packages ...func() ([]model.Model, error)) []model.Model {
	t.Helper()
	ctx := context.Background()
	var all []model.Model
	for _, load := range packages {
		models, err := load()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, models...)
	}
	db, err := model.Open(ctx, defaultDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	inspected, err := model.Inspect(ctx, db, all)
	if err != nil {
		t.Fatal(err)
	}
	return inspected
}

// defaultDay is the as-of date of a case that names none.
var defaultDay = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

type column struct{ name, typ string }

var schemaCache sync.Map // of []string joined → map[string][]column

// schemas describes every input and every model's table, by building all of
// them as views over empty inputs.
func (s Suite) schemas(ctx context.Context, t *testing.T) map[string][]column {
	t.Helper()
	key := strings.Join(s.Inputs, ";")
	if cached, ok := schemaCache.Load(key); ok {
		return cached.(map[string][]column)
	}
	db, err := model.Open(ctx, defaultDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, ddl := range s.Inputs {
		if err := db.Exec(ctx, ddl); err != nil {
			t.Fatalf("%s: %v", ddl, err)
		}
	}
	ordered, err := model.Order(s.Models)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range ordered {
		if err := db.CreateView(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	out := map[string][]column{}
	rows, err := db.Query(ctx, "select concat(table_schema, '.', table_name), column_name, data_type from information_schema.columns order by all")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table string
		var c column
		if err := rows.Scan(&table, &c.name, &c.typ); err != nil {
			t.Fatal(err)
		}
		out[table] = append(out[table], c)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	schemaCache.Store(key, out)
	return out
}

func (s Suite) runCase(ctx context.Context, t *testing.T, m model.Model, file string, schemas map[string][]column) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(archive.Comment)) == "" {
		t.Errorf("%s: say in its first line why the case exists", file)
	}
	sections := map[string][]byte{}
	for _, f := range archive.Files {
		sections[f.Name] = f.Data
	}
	db, err := model.Open(ctx, asOf(t, sections), model.Settings{Threads: 1}, overrides(t, sections))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range m.Refs {
		if err := fill(ctx, db, table, schemas[table], sections[table+".csv"]); err != nil {
			t.Fatal(err)
		}
	}
	for name := range sections {
		if table, isTable := strings.CutSuffix(name, ".csv"); isTable && name != "want.csv" && schemas[table] == nil {
			t.Fatalf("%s: no such table %s", file, table)
		}
	}
	got := result(ctx, t, db, m, strings.Fields(string(sections["columns"])))
	if *update {
		rewrite(t, file, archive, got)
		return
	}
	if strings.Count(got, "\n") <= 1 && !strings.HasSuffix(file, "--absent.txtar") { // or a case could be about nothing unseen
		t.Errorf("%s: no row: give it what its SELECT reads, or name it %s--absent.txtar", file, m.Name())
	}
	if diff := cmp.Diff(string(sections["want.csv"]), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func asOf(t *testing.T, sections map[string][]byte) time.Time {
	text := strings.TrimSpace(string(sections["as_of"]))
	if text == "" {
		return defaultDay
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func overrides(t *testing.T, sections map[string][]byte) map[string]float64 {
	out := map[string]float64{}
	for _, line := range strings.Split(string(sections["rules"]), "\n") {
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			t.Fatalf("rules: %q: %v", line, err)
		}
		out[strings.TrimSpace(name)] = v
	}
	return out
}

// fill makes table with its real types and loads the rows given.
func fill(ctx context.Context, db *model.DB, table string, columns []column, rows []byte) error {
	if columns == nil {
		return fmt.Errorf("table %s is not known: no model or input makes it", table)
	}
	schema, name, _ := strings.Cut(table, ".")
	var defs []string
	for _, c := range columns {
		defs = append(defs, fmt.Sprintf("%q %s", c.name, c.typ))
	}
	ddl := fmt.Sprintf("create schema if not exists %q; create table %q.%q (%s)", schema, schema, name, strings.Join(defs, ", "))
	if err := db.Exec(ctx, ddl); err != nil {
		return fmt.Errorf("%s: %w", table, err)
	}
	if len(bytes.TrimSpace(rows)) == 0 {
		return nil
	}
	records, err := csv.NewReader(bytes.NewReader(rows)).ReadAll()
	if err != nil {
		return fmt.Errorf("%s.csv: %w", table, err)
	}
	header := records[0]
	var names, marks []string
	for _, h := range header {
		typ := ""
		for _, c := range columns {
			if c.name == h {
				typ = c.typ
			}
		}
		if typ == "" {
			return fmt.Errorf("%s.csv: %s has no column %q", table, table, h)
		}
		names = append(names, fmt.Sprintf("%q", h))
		marks = append(marks, "cast(? as "+typ+")")
	}
	insert := fmt.Sprintf("insert into %q.%q (%s) values (%s)", schema, name, strings.Join(names, ", "), strings.Join(marks, ", "))
	for line, record := range records[1:] {
		args := make([]any, len(record))
		for i, v := range record {
			if v != "" {
				args[i] = v
			}
		}
		if err := db.Exec(ctx, insert, args...); err != nil {
			return fmt.Errorf("%s.csv row %d: %w", table, line+1, err)
		}
	}
	return nil
}

// result is the model's rows as CSV, in the order of its grain: all columns, or
// its grain and those chosen.
func result(ctx context.Context, t *testing.T, db *model.DB, m model.Model, chosen []string) string {
	t.Helper()
	columns := "*"
	if len(chosen) > 0 {
		columns = strings.Join(slices.Concat(m.Grain(), chosen), ", ")
	}
	selected, done, err := db.Select(ctx, m, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	order := "all" // rows without a key
	if len(m.Grain()) > 0 {
		order = strings.Join(m.Grain(), ", ")
	}
	query := "select columns(*)::varchar from (select " + columns + " from (" + selected + "\n)) order by " + order
	rows, err := db.Query(ctx, query)
	if err != nil {
		t.Fatalf("run %s: %v", m.Table, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	_ = w.Write(names)
	for rows.Next() {
		values := make([]*string, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		record := make([]string, len(names))
		for i, v := range values {
			if v != nil {
				record[i] = *v
			}
		}
		_ = w.Write(record)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("run %s: %v", m.Table, err)
	}
	w.Flush()
	return buf.String()
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, got string) {
	t.Helper()
	for i := range archive.Files {
		if archive.Files[i].Name == "want.csv" {
			archive.Files[i].Data = []byte(got)
			got = ""
		}
	}
	if got != "" {
		archive.Files = append(archive.Files, txtar.File{Name: "want.csv", Data: []byte(got)})
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
