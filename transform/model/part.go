package model

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A carried table that is parted by month holds each month in two kinds of files:
// what is settled, and beside it, in files named late_*, the rest: the rows that are
// likely to change, and those that came since the settled ones were written.
//
//	-- unsettled: is_open(open_until)   the rows of which changes are awaited; none when it says nothing
//
// So a night writes again the late files of the months that it touches, few rows, and the
// settled ones only where one of their rows changed, or once the late ones
// that have settled are more than a lateShare-th of them: then they join them.
const (
	lateShare  = 8
	latePrefix = "late_"
	lateSuffix = "-late"
	partColumn = "_part" // of the month and the kind, while the files are written
)

// plan is what a night does with the files of a carried table.
type plan struct {
	touched map[string]bool // parts that rows leave or enter, "" of a table in one file
	whole   map[string]bool // those of which the settled files are written again too
}

// again says that a file's rows are written again, in one file or another.
func (p plan) again(path string) bool {
	part := partOf(path)
	return p.touched[part] && (p.whole[part] || isLate(path))
}

// partOf is the part that a file of a table belongs to: its folder month=2026-11.
func partOf(path string) string {
	_, part, _ := strings.Cut(filepath.Base(filepath.Dir(path)), "=")
	return part
}

func isLate(path string) bool { return strings.HasPrefix(filepath.Base(path), latePrefix) }

// rewrite writes the files again that rows of the moved keys leave or enter, with
// delta's in their place, and makes links to the others.
func (db *DB) rewrite(ctx context.Context, m Model, delta, dir string, before *Before) (Table, error) {
	p, err := db.plan(ctx, m, delta, before)
	if err != nil {
		return Table{}, err
	}
	var again []string
	carried := map[string]File{}
	for _, f := range before.Tables[m.Table].Files {
		if p.again(f.Path) {
			again = append(again, filepath.Join(before.Dir, f.Path))
			continue
		}
		if f.Rows == 0 && len(p.touched) > 0 {
			continue // there was no row yet
		}
		if err := link(filepath.Join(before.Dir, f.Path), filepath.Join(dir, f.Path)); err != nil {
			return Table{}, err
		}
		carried[f.Path] = f
	}
	if len(p.touched) > 0 {
		if err := db.copyTable(ctx, m, db.changed(m, delta, again), dir, append([]string{}, slices.Sorted(maps.Keys(p.whole))...)); err != nil {
			return Table{}, err
		}
	}
	return db.publish(ctx, m.Table, dir, carried)
}

// changed are the rows of files without those of the moved keys, and delta's of these.
func (db *DB) changed(m Model, delta string, files []string) string {
	key := ident(m.Grain()[0])
	query := fmt.Sprintf("select d.* from %s as d semi join %s as x on x.id = d.%s", delta, movedTable, key)
	if len(files) > 0 {
		query = fmt.Sprintf("select f.* from %s as f anti join %s as x on x.id = f.%s union all by name %s", readParquet(files), movedTable, key, query)
	}
	return query
}

func (db *DB) plan(ctx context.Context, m Model, delta string, before *Before) (plan, error) {
	p := plan{touched: map[string]bool{}, whole: map[string]bool{}}
	left, err := db.texts(ctx, "select distinct part from "+movedTable+" where part is not null")
	if err != nil {
		return p, err
	}
	for _, path := range left {
		p.touched[partOf(path)] = true
		if !isLate(path) {
			p.whole[partOf(path)] = true
		}
	}
	if m.Partition() == "" { // in one file
		n, err := db.texts(ctx, "select '' from "+movedTable+" limit 1")
		p.touched, p.whole = map[string]bool{}, map[string]bool{}
		if len(n) > 0 {
			p.touched[""], p.whole[""] = true, true
		}
		return p, err
	}
	entered, err := db.texts(ctx, fmt.Sprintf("select distinct %s from %s as d semi join %s as x on x.id = d.%s", m.partOf(), delta, movedTable, ident(m.Grain()[0])))
	if err != nil {
		return p, err
	}
	for _, part := range entered {
		p.touched[part] = true
	}
	return p, db.planMerges(ctx, m, delta, before, p)
}

// planMerges adds the parts whose late rows that have settled are many.
func (db *DB) planMerges(ctx context.Context, m Model, delta string, before *Before, p plan) error {
	var late []string
	settled := map[string]int64{}
	for _, f := range before.Tables[m.Table].Files {
		switch {
		case !isLate(f.Path):
			settled[partOf(f.Path)] += f.Rows
		case p.again(f.Path):
			late = append(late, filepath.Join(before.Dir, f.Path))
		}
	}
	query := fmt.Sprintf("select %[1]s, count(*) from (%[2]s) as t where not coalesce((%[3]s), false) group by all", m.partOf(), db.changed(m, delta, late), m.unsettled())
	rows, err := db.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var part string
		var n int64
		if err := rows.Scan(&part, &n); err != nil {
			return err
		}
		if n > settled[part]/lateShare {
			p.whole[part] = true
		}
	}
	return rows.Err()
}

func (m Model) unsettled() string {
	if condition := m.Header["unsettled"]; condition != "" {
		return condition
	}
	return "false"
}

// copyParts writes what a SELECT gives as the files of a parted table; settled rows are
// late too but in the parts that are written whole, which are all on a full night (nil).
func (db *DB) copyParts(ctx context.Context, m Model, query, out string, whole []string) error {
	late := fmt.Sprintf("coalesce((%s), false)", m.unsettled())
	if whole != nil {
		late += fmt.Sprintf(" or not list_contains(%s::varchar[], %s)", quoteList(whole), m.partOf())
	}
	order := "" // nobody looks a row up in most of them, and they are long
	if m.Header["order"] != "" {
		order = " order by " + strings.Join(quoteAll(m.Order()), ", ")
	}
	err := db.Exec(ctx, fmt.Sprintf("copy (select *, concat(%s, case when %s then %s else '' end) as %s from (%s\n) as t%s) to %s (%s, partition_by (%s), overwrite_or_ignore true)",
		m.partOf(), late, quote(lateSuffix), partColumn, query, order, quote(out), parquet, partColumn))
	if err != nil {
		return err
	}
	folders, err := filepath.Glob(filepath.Join(out, partColumn+"=*"))
	if err != nil {
		return err
	}
	for _, folder := range folders {
		part, isLate := strings.CutSuffix(strings.TrimPrefix(filepath.Base(folder), partColumn+"="), lateSuffix)
		if err := settle(folder, filepath.Join(out, m.Partition()+"="+part), isLate); err != nil {
			return err
		}
	}
	return db.writeEmptyPart(ctx, query, out)
}

// settle moves the files of a folder, data_0.parquet and so on, to that of their part.
func settle(from, to string, isLate bool) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	files, err := parquetFiles(from)
	if err != nil {
		return err
	}
	for _, file := range files {
		name := filepath.Base(file)
		if isLate {
			name = latePrefix + strings.TrimPrefix(name, "data_")
		}
		if err := os.Rename(file, filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return os.Remove(from)
}

// texts are the values of a SELECT of one column.
func (db *DB) texts(ctx context.Context, query string) ([]string, error) {
	rows, err := db.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, rows.Err()
}
