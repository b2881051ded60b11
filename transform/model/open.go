package model

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"vigie/data/rules"
)

//go:embed prelude.sql
var prelude string

// Prelude is the SQL of the functions that models may call.
func Prelude() string { return prelude }

// Settings bound what a DuckDB instance may use.
type Settings struct {
	Memory  string // "4GB"; "" = DuckDB's default
	Threads int    // 0 = all cores
	Spill   string // folder for what does not fit in memory; "" = none
}

// DB is a DuckDB instance that knows the rules and the as-of date. It is safe
// for concurrent use; Close gives its memory back.
type DB struct {
	sql *sql.DB
}

// Open makes an in-memory instance in which SQL can call rule_<name>(), as_of()
// and the functions of prelude.sql. Dates are Europe/Paris whatever the machine's zone.
// Overrides replace the value of rules, for tests.
func Open(ctx context.Context, asOf time.Time, s Settings, overrides map[string]float64) (*DB, error) {
	session := []string{"set TimeZone = 'Europe/Paris'"} // of each connection
	instance := []string{                                // once: some can't be set again when they were used
		"set global autoinstall_known_extensions = false",
		"set global autoload_known_extensions = false",
		"set global preserve_insertion_order = false",
		"set global parquet_metadata_cache = true", // many models read the same files
		fmt.Sprintf("set global partitioned_write_flush_threshold = %d", writtenTogether),
	}
	if s.Memory != "" {
		instance = append(instance, "set global memory_limit = "+quote(s.Memory))
	}
	if s.Threads > 0 {
		instance = append(instance, fmt.Sprintf("set global threads = %d", s.Threads))
	}
	if s.Spill != "" {
		if err := os.MkdirAll(s.Spill, 0o755); err != nil {
			return nil, fmt.Errorf("make spill folder: %w", err)
		}
		instance = append(instance, "set global temp_directory = "+quote(s.Spill))
	}
	connector, err := duckdb.NewConnector("", func(c driver.ExecerContext) error {
		for _, stmt := range session {
			if _, err := c.ExecContext(ctx, stmt, nil); err != nil {
				return fmt.Errorf("%s: %w", stmt, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open duckdb: %w", err)
	}
	db := &DB{sql: sql.OpenDB(connector)}
	for _, stmt := range instance {
		if err := db.Exec(ctx, stmt); err != nil {
			_ = db.Close()
			return nil, fmt.Errorf("%s: %w", stmt, err)
		}
	}
	if err := db.define(ctx, asOf, overrides); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// define makes the macros of the rules, the date and the prelude.
func (db *DB) define(ctx context.Context, asOf time.Time, overrides map[string]float64) error {
	for _, r := range rules.All() {
		value := r.Value
		if v, ok := overrides[r.Name]; ok {
			value = v
		}
		literal := fmt.Sprintf("%.17g", value)
		if value == float64(int64(value)) {
			literal = fmt.Sprintf("%d", int64(value))
		} else {
			literal += "::double"
		}
		if err := db.Exec(ctx, fmt.Sprintf("create or replace macro %s%s() as %s", RulePrefix, r.Name, literal)); err != nil {
			return fmt.Errorf("define rule %s: %w", r.Name, err)
		}
	}
	if err := db.defineTexts(ctx); err != nil {
		return err
	}
	writing, err := writingMacros()
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, writing); err != nil {
		return fmt.Errorf("define says_: %w", err)
	}
	day := asOf.Format(time.DateOnly)
	if err := db.Exec(ctx, "create or replace macro as_of() as date '"+day+"'"); err != nil {
		return fmt.Errorf("define as_of: %w", err)
	}
	if err := db.Exec(ctx, prelude); err != nil {
		return fmt.Errorf("define prelude: %w", err)
	}
	return nil
}

// writingMacros defines says_<element>(text) for each element of writing.
func writingMacros() (string, error) {
	lines, err := csv.NewReader(bytes.NewReader(rules.Writing)).ReadAll()
	if err != nil {
		return "", fmt.Errorf("read elements of writing: %w", err)
	}
	var macros strings.Builder
	for _, l := range lines[1:] {
		fmt.Fprintf(&macros, "create or replace macro says_%s(text) as regexp_matches(text, %s);\n", l[0], quote(l[1]))
	}
	return macros.String(), nil
}

// Close frees the instance.
func (db *DB) Close() error { return db.sql.Close() }

// Exec runs statements that give no rows.
func (db *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := db.sql.ExecContext(ctx, query, args...)
	return err
}

// IsUnbound says of an error that SQL named what a table does not have, as the columns of
// one that a program of another time wrote.
func IsUnbound(err error) bool {
	var e *duckdb.Error
	return errors.As(err, &e) && e.Type == duckdb.ErrorTypeBinder
}

// IsOutOfMemory says of an error that the engine's limit of memory is too small for a query, even with a folder to spill to.
func IsOutOfMemory(err error) bool {
	var e *duckdb.Error
	return errors.As(err, &e) && e.Type == duckdb.ErrorTypeOutOfMemory
}

// Query runs one SELECT. The caller closes the rows.
func (db *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return db.sql.QueryContext(ctx, query, args...)
}

// QueryRow runs one SELECT that gives one row at most.
func (db *DB) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return db.sql.QueryRowContext(ctx, query, args...)
}

// AttachParquet makes table a view over Parquet files (paths may hold globs).
func (db *DB) AttachParquet(ctx context.Context, table string, files []string) error {
	schema, _, _ := strings.Cut(table, ".")
	if err := db.Exec(ctx, "create schema if not exists "+ident(schema)); err != nil {
		return err
	}
	view := fmt.Sprintf("create or replace view %s as select * from %s", qualified(table), readParquet(files))
	if err := db.Exec(ctx, view); err != nil {
		return fmt.Errorf("attach %s: %w", table, err)
	}
	return nil
}

// Hold makes table a copy of Parquet files in memory: of their rows, or of their
// columns only.
func (db *DB) Hold(ctx context.Context, table string, files []string, rows bool) error {
	schema, _, _ := strings.Cut(table, ".")
	if err := db.Exec(ctx, "create schema if not exists "+ident(schema)); err != nil {
		return err
	}
	create := fmt.Sprintf("create or replace table %s as select * from %s where %t", qualified(table), readParquet(files), rows)
	if err := db.Exec(ctx, create); err != nil {
		return fmt.Errorf("hold %s: %w", table, err)
	}
	return nil
}

// AttachJSON makes table a view over JSON files of one object each, of which it
// reads the columns given as a DuckDB struct of name: 'type'. No file gives no rows.
func (db *DB) AttachJSON(ctx context.Context, table string, files []string, columns string) error {
	schema, _, _ := strings.Cut(table, ".")
	if err := db.Exec(ctx, "create schema if not exists "+ident(schema)); err != nil {
		return err
	}
	only := ""
	if len(files) == 0 {
		empty, err := os.CreateTemp("", "vigie-*.json")
		if err != nil {
			return err
		}
		defer os.Remove(empty.Name())
		if _, err := empty.WriteString("{}"); err != nil {
			return err
		}
		if err := empty.Close(); err != nil {
			return err
		}
		files, only = []string{empty.Name()}, " where false"
	}
	create := fmt.Sprintf("create or replace table %s as select * from read_json(%s, columns = %s, format = 'auto')%s",
		qualified(table), quoteList(files), columns, only)
	if err := db.Exec(ctx, create); err != nil {
		return fmt.Errorf("attach %s: %w", table, err)
	}
	return nil
}

// CopyCSV turns a CSV file with a header into Parquet, its columns given as a
// DuckDB struct of name: 'type'.
func (db *DB) CopyCSV(ctx context.Context, source, columns, target string) error {
	stmt := fmt.Sprintf("copy (select * from read_csv(%s, header = true, auto_detect = false, columns = %s, nullstr = '')) to %s (format parquet)",
		quote(source), columns, quote(target))
	if err := db.Exec(ctx, stmt); err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(source), err)
	}
	return nil
}

// quote makes an SQL string of a path or a setting of our own (never of a caller's value).
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// ident quotes a name.
func ident(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func qualified(table string) string {
	schema, name, _ := strings.Cut(table, ".")
	return ident(schema) + "." + ident(name)
}
