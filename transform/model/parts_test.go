package model

import (
	"os"
	"path/filepath"
	"slices"
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
		made, err := db.carryParts(ctx, follower, of, dir, before)
		must(err)
		full, err := db.carryParts(ctx, follower, of, t.TempDir(), nil)
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
