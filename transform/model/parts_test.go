package model

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Of a table that goes by the parts of another, a night writes those of which the other's
// content moved, and carries the others on: it holds what a full night would, links among it.
func TestPartsFollowThoseOfAnotherTable(t *testing.T) {
	ctx := t.Context()
	db, err := Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Settings{Threads: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	parse := func(file, text string) Model {
		m, err := parse(file, text)
		must(err)
		return m
	}
	follower := parse("unit/follower.sql", "-- title: t\n-- grain: none\n-- partition: part\n-- parts-of: unit.followed\nselect part, n from unit.followed where n > 0")
	night := func(rows string, before *Before) (*Before, Table) {
		t.Helper()
		dir := t.TempDir()
		m := parse("unit/followed.sql", "-- title: t\n-- grain: n\n-- partition: part\nselect * from (values "+rows+") as v(part, n)")
		of, err := db.write(ctx, m, dir)
		must(err)
		made, err := db.carryParts(ctx, follower, map[string]Table{of.Name: of}, dir, before)
		must(err)
		full, err := db.carryParts(ctx, follower, map[string]Table{of.Name: of}, t.TempDir(), nil)
		must(err)
		if made.Content != full.Content {
			t.Errorf("%s: %s is carried, a full night has %s", rows, made.Content, full.Content)
		}
		return &Before{Dir: dir, Tables: map[string]Table{of.Name: of, made.Name: made}}, made
	}
	isLink := func(b *Before, f File, dir string) bool {
		was, err := os.Stat(filepath.Join(b.Dir, f.Path))
		if err != nil {
			return false
		}
		now, err := os.Stat(filepath.Join(dir, f.Path))
		must(err)
		return os.SameFile(was, now)
	}
	var before *Before
	for _, c := range []struct {
		rows    string
		carried []string
	}{
		{"('a', 0)", nil}, // one part, of which the follower has no row
		{"('a', 0)", []string{""}},
		{"('a', 1), ('b', 2)", nil},
		{"('b', 2), ('a', 1), ('c', 3)", []string{"a", "b"}},
		{"('a', 1), ('c', 4)", []string{"a"}}, // a part has gone, another has moved
		{"('c', 4), ('a', 0)", []string{"c"}},
		{"('c', 4), ('a', 0)", []string{"c"}},
		{"('a', -1)", nil},
	} {
		after, made := night(c.rows, before)
		var carried []string
		for _, f := range made.Files {
			if before != nil && isLink(before, f, after.Dir) {
				carried = append(carried, partOf(f.Path))
			}
		}
		slices.Sort(carried)
		if !slices.Equal(carried, c.carried) {
			t.Errorf("%s: parts %q are carried, want %q", c.rows, carried, c.carried)
		}
		before = after
	}
}

// A part that ages is made again every night, and every part when a table moves of which
// each is made as a whole.
func TestPartsAge(t *testing.T) {
	ctx := t.Context()
	db, err := Open(ctx, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Settings{Threads: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	follower, err := parse("unit/follower.sql", "-- title: t\n-- grain: none\n-- partition: part\n-- parts-of: unit.followed, unit.kind\n-- ageing: open, beside\n"+
		"select f.part, f.n, k.kind from unit.followed as f cross join unit.kind as k union all select 'beside', 7, 'none'")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := follower.partTables(), []string{"unit.followed", "unit.kind"}; !slices.Equal(got, want) {
		t.Errorf("parts of %q, want %q", got, want)
	}
	var before *Before
	for _, c := range []struct{ rows, kinds, carried string }{
		{"('a', 1), ('open', 2)", "('x')", ""},
		{"('a', 1), ('open', 2)", "('x')", "a"},
		{"('a', 1), ('b', 3), ('open', 2)", "('x')", "a"},
		{"('a', 1), ('b', 3)", "('x'), ('y')", ""},
		{"('a', 1), ('b', 3)", "('x'), ('y')", "a b"},
	} {
		dir, made := t.TempDir(), map[string]Table{}
		for table, query := range map[string]string{
			"followed": "-- title: t\n-- grain: n\n-- partition: part\nselect * from (values " + c.rows + ") as v(part, n)",
			"kind":     "-- title: t\n-- grain: kind\nselect * from (values " + c.kinds + ") as v(kind)",
		} {
			m, err := parse("unit/"+table+".sql", query)
			if err != nil {
				t.Fatal(err)
			}
			if made[m.Table], err = db.write(ctx, m, dir); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.carryParts(ctx, follower, made, dir, before)
		if err != nil {
			t.Fatal(err)
		}
		full, err := db.carryParts(ctx, follower, made, t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got.Content != full.Content {
			t.Errorf("%s of %s: %s is carried, a full night has %s", c.rows, c.kinds, got.Content, full.Content)
		}
		var carried []string
		for _, f := range got.Files {
			if f.Carried {
				carried = append(carried, partOf(f.Path))
			}
		}
		slices.Sort(carried)
		if strings.Join(carried, " ") != c.carried {
			t.Errorf("%s of %s: parts %q are carried, want %q", c.rows, c.kinds, carried, c.carried)
		}
		made[follower.Table] = got
		before = &Before{Dir: dir, Tables: made}
	}
}
