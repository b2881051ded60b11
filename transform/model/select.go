package model

import (
	"context"
	"database/sql"
	"fmt"
)

// CheckSelect fails unless query is one SELECT; it gives the tables it reads.
func (db *DB) CheckSelect(ctx context.Context, query string) (tables []string, err error) {
	session, err := db.Session(ctx)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	tree, err := session.parseTree(ctx, query)
	if err != nil {
		return nil, err
	}
	f := facts{refs: map[string]bool{}, rules: map[string]bool{}, ctes: map[string]bool{}}
	f.walk(tree)
	return sortedKeys(f.refs), nil
}

// Format is a file format that a SELECT can be written in.
type Format string

// The formats.
const (
	CSV     Format = "csv"
	JSON    Format = "json"
	Parquet Format = "parquet"
)

var formatOptions = map[Format]string{
	CSV:     "format csv, header true",
	JSON:    "format json, array true",
	Parquet: "format parquet, compression zstd",
}

// CopySelect writes what one SELECT gives to a new file.
func (db *DB) CopySelect(ctx context.Context, query, target string, f Format) error {
	return db.Exec(ctx, fmt.Sprintf("copy (%s\n) to %s (%s)", query, quote(target), formatOptions[f]))
}

// Text runs one SELECT and hands each row as text to visit, nil for null; the
// first call gives the names of the columns.
func (db *DB) Text(ctx context.Context, query string, visit func(row []*string) error) error {
	rows, err := db.Query(ctx, "select columns(*)::varchar from ("+query+"\n)")
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	header := make([]*string, len(names))
	for i := range names {
		header[i] = &names[i]
	}
	if err := visit(header); err != nil {
		return err
	}
	for rows.Next() {
		row, err := scanText(rows, len(names))
		if err != nil {
			return err
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

func scanText(rows *sql.Rows, n int) ([]*string, error) {
	row := make([]*string, n)
	into := make([]any, n)
	for i := range row {
		into[i] = &row[i]
	}
	return row, rows.Scan(into...)
}
