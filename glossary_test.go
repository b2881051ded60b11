package main

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/analytics"
	"vigie/data/rules"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

// TestGlossaryColumns holds the second table of GLOSSARY.md against the columns
// that are published, as the models themselves say: each has one row, which names
// its tables, and says what it means and when it is null.
func TestGlossaryColumns(t *testing.T) {
	want := map[string]string{}
	for table, columns := range publishedColumns(t) {
		for _, c := range columns {
			want[c] += " " + table
		}
	}
	for c, tables := range want {
		list := strings.Fields(tables)
		slices.Sort(list)
		want[c] = strings.Join(list, ", ")
	}
	got := map[string]string{}
	for _, row := range glossaryTable(t, "## Published columns", 5) {
		name := strings.Trim(row[0], "`")
		if _, twice := got[name]; twice {
			t.Errorf("column %s has two rows", name)
		}
		got[name] = row[4]
		if slices.Contains(row[1:4], "") {
			t.Errorf("column %s: say its meaning, its unit and what null means (— for none)", name)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("GLOSSARY.md, published columns and their tables (-published +glossary):\n%s", diff)
	}
}

// TestGlossaryTerms checks that what the first table of GLOSSARY.md calls a table,
// a column or a rule exists.
func TestGlossaryTerms(t *testing.T) {
	known := map[string]bool{"as_of()": true}
	for table, columns := range publishedColumns(t) {
		known[table] = true
		for _, c := range columns {
			known[table+"."+c] = true
		}
	}
	for _, r := range rules.All() {
		known[model.RulePrefix+r.Name+"()"] = true
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	for _, row := range glossaryTable(t, "## Terms", 5) {
		names := quoted.FindAllStringSubmatch(row[2], -1)
		if len(names) == 0 && row[2] != "—" {
			t.Errorf("term %q: SQL name %q is neither a quoted name nor —", row[0], row[2])
		}
		for _, name := range names {
			if !known[name[1]] {
				t.Errorf("term %q: SQL has no %s", row[0], name[1])
			}
		}
	}
}

// publishedColumns are the columns of every published table: those of the models
// that are written, and the nomenclatures.
func publishedColumns(t *testing.T) map[string][]string {
	t.Helper()
	ctx := context.Background()
	db, err := model.Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	models, err := analytics.Models(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	published := modeltest.Suite{Models: models, Inputs: transformtest.Inputs()}.Columns(t)
	for table := range published {
		if !analytics.IsPublished(table) {
			delete(published, table)
		}
	}
	for _, m := range models {
		if m.IsView() {
			delete(published, m.Table)
		}
	}
	return published
}

// glossaryTable reads the rows of the table below a heading of GLOSSARY.md.
func glossaryTable(t *testing.T, heading string, width int) [][]string {
	t.Helper()
	text, err := os.ReadFile("GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), heading+"\n")
	if !found {
		t.Fatalf("GLOSSARY.md has no %q", heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var rows [][]string
	for line := range strings.Lines(section) {
		inner, isRow := strings.CutPrefix(strings.TrimSpace(line), "|")
		if !isRow {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(inner, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if len(cells) != width {
			t.Fatalf("GLOSSARY.md: %d cells, want %d: %s", len(cells), width, line)
		}
		rows = append(rows, cells)
	}
	if len(rows) < 3 {
		t.Fatalf("GLOSSARY.md: no table below %q", heading)
	}
	return rows[2:] // header and rule
}
