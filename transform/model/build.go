package model

import (
	"context"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Table is a model that was built: its files and what they hold.
type Table struct {
	Name    string
	Files   []File
	Rows    int64
	Content string // logical hash: equal when the rows are equal, in any order and any file layout
	Elapsed time.Duration

	dir string // the build folder
}

// carried are the files that are links to those of the night before, in full.
func (t Table) carried() []string { return t.paths(true) }

// written are the files that tonight wrote.
func (t Table) written() []string { return t.paths(false) }

func (t Table) paths(carried bool) []string {
	var paths []string
	for _, f := range t.Files {
		if f.Carried == carried {
			paths = append(paths, filepath.Join(t.dir, f.Path))
		}
	}
	return paths
}

// addsNoRow says that tonight wrote none of the rows of a table that is known by its files.
func (t Table) addsNoRow() bool {
	adds := func(f File) bool { return !f.Carried && f.Rows > 0 }
	return len(t.Files) > 0 && !slices.ContainsFunc(t.Files, adds)
}

// File is one file of a table and what it holds; the contents of a table's files
// add up to the table's.
type File struct {
	Path    string // below the build folder
	Rows    int64
	Content string // sum of the hashes of its rows, hexadecimal
	Carried bool   // the same file as that of the night before
}

// Night is what a build starts from and where it writes.
type Night struct {
	DirOf  func(Model) string // the folder below which a table is written
	Before *Before            // nil: every record is read
	Each   func(Table)        // called after each table, for progress and logs

	made map[string]Table // so far
}

// Build runs the models in order and writes each as <schema>/<name>/*.parquet;
// every later model reads it from there. Tables of facts are carried from the
// night before where there is one: see carry.go.
func Build(ctx context.Context, db *DB, ordered []Model, night Night) ([]Table, error) {
	if err := db.attachBefore(ctx, ordered, night.Before); err != nil {
		return nil, err
	}
	var tables []Table
	night.made = map[string]Table{}
	if err := db.Exec(ctx, builtDDL); err != nil {
		return nil, fmt.Errorf("prepare the contents of parts: %w", err)
	}
	for _, m := range ordered {
		if m.IsView() {
			if err := db.CreateView(ctx, m); err != nil {
				return nil, err
			}
			continue
		}
		start := time.Now()
		made, err := db.make(ctx, m, ordered, night)
		if err != nil {
			return nil, fmt.Errorf("build %s: %w", m.Table, err)
		}
		made[0].Elapsed = time.Since(start)
		night.made[m.Table] = made[0]
		if slices.ContainsFunc(ordered, func(o Model) bool { return o.partsOf() == m.Table }) {
			if err := db.tellParts(ctx, made[0]); err != nil {
				return nil, err
			}
		}
		tables = append(tables, made...)
		night.Each(made[0])
	}
	return tables, nil
}

// make writes a model's table, and with a table of facts the two that go with it.
func (db *DB) make(ctx context.Context, m Model, models []Model, night Night) ([]Table, error) {
	dir := night.DirOf(m)
	names := func(o Model) bool { return o.Header["touched"] == m.Table }
	if night.Before == nil && slices.ContainsFunc(models, names) { // every key is touched: none is named
		m.SQL = fmt.Sprintf("select cast(null as varchar) as %s where false", ident(m.Grain()[0]))
	}
	if m.partsOf() != "" {
		t, err := db.carryParts(ctx, m, night.made, dir, night.Before)
		return []Table{t}, err
	}
	if !m.IsCarried() {
		t, err := db.write(ctx, m, dir)
		return []Table{t}, err
	}
	var t Table
	var err error
	switch source, unknown := sourceOf(m, models); {
	case unknown != nil:
		return nil, unknown
	case night.Before == nil:
		t, err = db.write(ctx, m, dir)
	case source == "":
		t, err = db.carryTouched(ctx, m, dir, night.Before)
	default:
		t, err = db.carry(ctx, m, source, dir, night.Before)
	}
	if err != nil || m.Header["facts-of"] == "" {
		return []Table{t}, err
	}
	gone, err := db.writeGone(ctx, m, dir, night.Before)
	if err != nil {
		return nil, err
	}
	again, err := db.writeAgain(ctx, m, dir)
	return []Table{t, gone, again}, err
}

// CreateView makes the model a view: its rows are computed when it is read.
func (db *DB) CreateView(ctx context.Context, m Model) error {
	if err := db.Exec(ctx, "create schema if not exists "+ident(m.Schema())); err != nil {
		return err
	}
	query := m.SQL
	if m.through != nil { // its columns only
		query = m.emptyThrough()
	}
	if err := db.Exec(ctx, "create or replace view "+qualified(m.Table)+" as "+query); err != nil {
		return fmt.Errorf("model %s: %w", m.File, err)
	}
	return nil
}

func (db *DB) write(ctx context.Context, m Model, dir string) (Table, error) {
	query, done, err := db.Select(ctx, m, dir)
	if err != nil {
		return Table{}, err
	}
	defer done()
	if err := db.copyTable(ctx, m, query, dir, nil); err != nil {
		return Table{}, err
	}
	return db.publish(ctx, m.Table, dir, nil)
}

// parquet is how tables are written. Level 3, the engine's own, takes an eighth more time for files
// that are 2 to 7 % smaller. A row group waits in memory for each part of a table until it is
// whole: at 16 MB, and with writtenTogether, the texts of offers take half the memory, for files that are 1 % larger.
const parquet = "format parquet, compression zstd, compression_level 1, row_group_size_bytes '16MB'"

// writtenTogether is how many rows a thread holds before it gives them to the parts of a table.
const writtenTogether = 1 << 16

// copyTable writes what a SELECT gives as the files of the model's table; whole is
// as copyParts says.
func (db *DB) copyTable(ctx context.Context, m Model, query, dir string, whole []string) error {
	out := filepath.Join(dir, m.Schema(), m.Name())
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if m.Partition() != "" {
		return db.copyParts(ctx, m, query, out, whole)
	}
	order := ""
	if m.isSorted() {
		order = " order by " + strings.Join(quoteAll(m.Order()), ", ")
	}
	return db.Exec(ctx, fmt.Sprintf("copy (select * from (%s\n)%s) to %s (%s)", query, order, quote(filepath.Join(out, m.Name()+".parquet")), parquet))
}

// writeEmptyPart gives a parted table without rows its one file, so that its
// columns and types are there to read.
func (db *DB) writeEmptyPart(ctx context.Context, query, out string) error {
	files, err := parquetFiles(out)
	if err != nil || len(files) > 0 {
		return err
	}
	target := filepath.Join(out, "empty.parquet")
	return db.Exec(ctx, fmt.Sprintf("copy (select * from (%s\n) limit 0) to %s (format parquet)", query, quote(target)))
}

// contents counts the rows of files and adds up the hashes of them, file by file: the
// sum does not depend on the order of the rows, on threads or on how a table is cut into files.
func (db *DB) contents(ctx context.Context, paths []string) (map[string]content, error) {
	found := map[string]content{}
	if len(paths) == 0 {
		return found, nil
	}
	rows, err := db.Query(ctx, fmt.Sprintf("select filename, count(*), sum(cast(hash(t) as hugeint)) from read_parquet(%s, hive_partitioning = false) as t group by filename", quoteList(paths)))
	if err != nil {
		return nil, fmt.Errorf("hash files: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var c content
		if err := rows.Scan(&name, &c.rows, &c.sum); err != nil {
			return nil, fmt.Errorf("hash files: %w", err)
		}
		found[filepath.FromSlash(name)] = c
	}
	return found, rows.Err()
}

// content is what a file holds: a file without rows has the zero value, of which sum is nil.
type content struct {
	rows int64
	sum  *big.Int
}

func parquetFiles(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(p) == ".parquet" {
			files = append(files, p)
		}
		return err
	})
	slices.Sort(files)
	return files, err
}

func quoteAll(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = ident(n)
	}
	return out
}

// Publish counts and hashes a table whose files are already written below dir.
func (db *DB) Publish(ctx context.Context, table, dir string, files []string) (Table, error) {
	return db.publishFiles(ctx, table, dir, files, nil)
}

// publish is Publish for the files in the table's own folder, of which some are
// known, by their path below dir.
func (db *DB) publish(ctx context.Context, table, dir string, known map[string]File) (Table, error) {
	schema, name, _ := strings.Cut(table, ".")
	files, err := parquetFiles(filepath.Join(dir, schema, name))
	if err != nil {
		return Table{}, err
	}
	return db.publishFiles(ctx, table, dir, files, known)
}

func (db *DB) publishFiles(ctx context.Context, table, dir string, files []string, known map[string]File) (Table, error) {
	t := Table{Name: table, dir: dir}
	if err := db.AttachParquet(ctx, table, files); err != nil {
		return t, err
	}
	at := make([]string, len(files))
	var fresh []string
	for i, path := range files {
		var err error
		if at[i], err = filepath.Rel(dir, path); err != nil {
			return t, err
		}
		if _, isKnown := known[at[i]]; !isKnown {
			fresh = append(fresh, path)
		}
	}
	found, err := db.contents(ctx, fresh)
	if err != nil {
		return t, fmt.Errorf("table %s: %w", table, err)
	}
	total := new(big.Int)
	for i, path := range files {
		f, isKnown := known[at[i]]
		sum := new(big.Int)
		if isKnown {
			if _, ok := sum.SetString(f.Content, 16); !ok {
				return t, fmt.Errorf("table %s of the night before: content %q of %s is no number", table, f.Content, at[i])
			}
		} else if c, holds := found[path]; holds {
			f.Rows, sum = c.rows, c.sum
		}
		f.Path, f.Carried, f.Content = at[i], isKnown, sum.Text(16)
		t.Files = append(t.Files, f)
		t.Rows += f.Rows
		total.Add(total, sum)
	}
	t.Content = fmt.Sprintf("%d-%s", t.Rows, total.Text(16))
	return t, nil
}
