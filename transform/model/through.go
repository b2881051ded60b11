package model

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Through makes a table's rows in Go out of those of the model's SELECT, for
// what SQL cannot say. The model names it by a header line, `-- through: name`;
// its SELECT still says what is read, so references and rules are seen as ever.
type Through struct {
	// Columns are those of the table, in the order in which Run emits values.
	Columns []Column
	// Key names the column of the SELECT whose values are dealt with apart: one
	// call of Run sees every row of each of its values.
	Key string
	// Order names the columns by which a call's rows are sorted, the key first.
	Order []string
	// Run reads rows and emits the table's; nil is null, and so is "". Calls run
	// at the same time, each on its own rows; small tables that all of them need are
	// read by query, and named in the model's header: `-- with: schema.table, …`.
	Run func(ctx context.Context, query Query, rows *sql.Rows, emit func(values ...any) error) error
}

// Query runs a SELECT.
type Query func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// With are the tables that the model's function reads beside its SELECT.
func (m Model) With() []string { return splitList(m.Header["with"]) }

// Column is a column of a table and its DuckDB type.
type Column struct{ Name, Type string }

// throughParts is into how many parts the rows of a SELECT are cut by their key: the
// driver holds a whole answer in memory, so none may be a country.
const throughParts = 64

// throughBytes are the bytes from which on a part is read alone.
const throughBytes = 1 << 20

// Bind gives each model that names a function in its header that function.
func Bind(models []Model, functions map[string]Through) error {
	for i, m := range models {
		name := m.Header["through"]
		if name == "" {
			continue
		}
		f, ok := functions[name]
		if !ok {
			return fmt.Errorf("model %s: no function %q: bind it where the models are loaded", m.File, name)
		}
		models[i].through = &f
	}
	return nil
}

var errUnbound = errors.New("the function that its header names is not bound")

// Select returns the SELECT of a model's rows: the file's own, or, where these
// go through Go, one over what was emitted, kept below dir until done is called.
func (db *DB) Select(ctx context.Context, m Model, dir string) (query string, done func(), err error) {
	if m.Header["through"] == "" {
		return m.SQL, func() {}, nil
	}
	if m.through == nil {
		return "", nil, fmt.Errorf("model %s: %w", m.File, errUnbound)
	}
	work, err := os.MkdirTemp(dir, ".through-")
	if err != nil {
		return "", nil, err
	}
	done = func() { _ = os.RemoveAll(work) }
	emitted := filepath.Join(work, "rows.csv")
	if err := db.runThrough(ctx, m, work, emitted); err != nil {
		done()
		return "", nil, fmt.Errorf("model %s, through %s: %w", m.File, m.Header["through"], err)
	}
	types := make([]string, len(m.through.Columns))
	for i, c := range m.through.Columns {
		types[i] = quote(c.Name) + ": " + quote(c.Type)
	}
	query = fmt.Sprintf("select * from read_csv(%s, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', columns = {%s})",
		quote(emitted), strings.Join(types, ", "))
	return query, done, nil
}

// runThrough writes the model's SELECT in parts, and what the function emits of
// each, in any order, as one CSV file.
func (db *DB) runThrough(ctx context.Context, m Model, work, emitted string) error {
	parts := filepath.Join(work, "parts")
	copyTo := fmt.Sprintf("copy (select *, hash(%s) %% %d as _part from (%s\n)) to %s (format parquet, compression snappy, partition_by (_part))",
		ident(m.through.Key), throughParts, m.SQL, quote(parts))
	if err := db.Exec(ctx, copyTo); err != nil {
		return err
	}
	groups, err := throughGroups(parts)
	if err != nil {
		return err
	}
	file, err := os.Create(emitted)
	if err != nil {
		return err
	}
	defer file.Close()
	out := &csvEmitter{w: csv.NewWriter(file)}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, files := range groups {
		group.Go(func() error {
			query := fmt.Sprintf("select * from read_parquet(%s, hive_partitioning = false) order by %s",
				quoteList(files), strings.Join(quoteAll(m.through.Order), ", "))
			rows, err := db.Query(ctx, query)
			if err != nil {
				return err
			}
			defer rows.Close()
			if err := m.through.Run(ctx, db.Query, rows, out.emit); err != nil {
				return err
			}
			return rows.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	out.w.Flush()
	return errors.Join(out.w.Error(), file.Close())
}

// throughGroups are the files of parts, small parts together: a small table is one call.
func throughGroups(parts string) (groups [][]string, err error) {
	files, err := parquetFiles(parts) // those of a part follow one another
	if err != nil {
		return nil, err
	}
	part, bytes := "", int64(throughBytes)
	for _, file := range files {
		st, err := os.Stat(file)
		if err != nil {
			return nil, err
		}
		if folder := filepath.Dir(file); folder != part && bytes >= throughBytes {
			groups, bytes = append(groups, nil), 0
		}
		part = filepath.Dir(file)
		bytes += st.Size()
		groups[len(groups)-1] = append(groups[len(groups)-1], file)
	}
	return groups, nil
}

// emptyThrough is a SELECT of no row with the columns that the function emits.
func (m Model) emptyThrough() string {
	columns := make([]string, len(m.through.Columns))
	for i, c := range m.through.Columns {
		columns[i] = fmt.Sprintf("cast(null as %s) as %s", c.Type, ident(c.Name))
	}
	return "select " + strings.Join(columns, ", ") + " where false"
}

type csvEmitter struct {
	mu     sync.Mutex
	w      *csv.Writer
	fields []string
}

func (e *csvEmitter) emit(values ...any) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fields = e.fields[:0]
	for _, v := range values {
		if v == nil {
			e.fields = append(e.fields, "")
			continue
		}
		e.fields = append(e.fields, fmt.Sprint(v))
	}
	return e.w.Write(e.fields)
}
