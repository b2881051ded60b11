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
	Files   []string // below the build folder
	Rows    int64
	Content string // logical hash: equal when the rows are equal, in any order and any file layout
	Elapsed time.Duration
}

// Build runs the models in order and writes each as <schema>/<name>/*.parquet
// below the folder that dirOf gives it; every later model reads it from there.
// each is called after a model, for progress and logs.
func Build(ctx context.Context, db *DB, ordered []Model, dirOf func(Model) string, each func(Table)) ([]Table, error) {
	var tables []Table
	for _, m := range ordered {
		if m.IsView() {
			if err := db.CreateView(ctx, m); err != nil {
				return nil, err
			}
			continue
		}
		start := time.Now()
		t, err := db.write(ctx, m, dirOf(m))
		if err != nil {
			return nil, fmt.Errorf("build %s: %w", m.Table, err)
		}
		t.Elapsed = time.Since(start)
		tables = append(tables, t)
		each(t)
	}
	return tables, nil
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
	t := Table{Name: m.Table}
	out := filepath.Join(dir, m.Schema(), m.Name())
	if err := os.MkdirAll(out, 0o755); err != nil {
		return t, err
	}
	target, options := filepath.Join(out, m.Name()+".parquet"), "format parquet, compression zstd"
	order := " order by all"
	if grain := m.Grain(); len(grain) > 0 {
		order = " order by " + strings.Join(quoteAll(grain), ", ")
	}
	if p := m.Partition(); p != "" {
		target = out
		options += ", partition_by (" + ident(p) + "), write_partition_columns true, overwrite_or_ignore true"
		order = "" // parting reorders the rows anyway
	}
	query, done, err := db.Select(ctx, m, dir)
	if err != nil {
		return t, err
	}
	defer done()
	copyTo := fmt.Sprintf("copy (select * from (%s\n)%s) to %s (%s)", query, order, quote(target), options)
	if err := db.Exec(ctx, copyTo); err != nil {
		return t, err
	}
	if m.Partition() != "" {
		if err := db.writeEmptyPart(ctx, query, out); err != nil {
			return t, err
		}
	}
	files, err := parquetFiles(out)
	if err != nil {
		return t, err
	}
	return db.Publish(ctx, m.Table, dir, files)
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

// contentHash counts a table's rows and adds up the hashes of them: the sum
// does not depend on the order of the rows, on threads or on files.
func (db *DB) contentHash(ctx context.Context, table string) (rows int64, hash string, err error) {
	var sum *big.Int
	query := "select count(*), coalesce(sum(cast(hash(t) as hugeint)), 0) from " + qualified(table) + " as t"
	if err := db.QueryRow(ctx, query).Scan(&rows, &sum); err != nil {
		return 0, "", fmt.Errorf("hash %s: %w", table, err)
	}
	return rows, fmt.Sprintf("%d-%s", rows, sum.Text(16)), nil
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
	t := Table{Name: table}
	if err := db.AttachParquet(ctx, table, files); err != nil {
		return t, err
	}
	for _, f := range files {
		rel, err := filepath.Rel(dir, f)
		if err != nil {
			return t, err
		}
		t.Files = append(t.Files, rel)
	}
	var err error
	t.Rows, t.Content, err = db.contentHash(ctx, table)
	return t, err
}
