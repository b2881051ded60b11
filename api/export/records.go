package export

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"iter"
	"time"
)

// Records are rows whose columns are known when the program runs: a page of them in
// memory, written as JSON objects in the order of the columns, or all of a query.
type Records struct {
	columns []Column
	page    [][]any
	query   func() (*sql.Rows, error)
}

// PageOf reads a page of a query, which it closes.
func PageOf(rows *sql.Rows, columns []Column) (Records, error) {
	r := Records{columns: columns, page: [][]any{}}
	for row, err := range RowsOf(rows, columns) {
		if err != nil {
			return r, err
		}
		r.page = append(r.page, append([]any{}, row...))
	}
	return r, nil
}

// QueryOf is all the rows of a query, which is run when they are written.
func QueryOf(columns []Column, query func() (*sql.Rows, error)) Records {
	return Records{columns: columns, query: query}
}

// Len is the number of rows of a page.
func (r Records) Len() int { return len(r.page) }

// Cut keeps the first rows of a page.
func (r *Records) Cut(n int) { r.page = r.page[:n] }

// Texts gives values of the last row of a page as text, nil for null.
func (r Records) Texts(columns ...string) []*string {
	texts := make([]*string, len(columns))
	for i, name := range columns {
		for j, c := range r.columns {
			if c.Name != name {
				continue
			}
			switch v := r.page[len(r.page)-1][j].(type) {
			case nil:
			case string:
				texts[i] = &v
			default:
				text := string(neutralCSV.value(nil, c, v))
				texts[i] = &text
			}
		}
	}
	return texts
}

// Columns are the columns.
func (r Records) Columns() []Column { return r.columns }

// All gives every row.
func (r Records) All() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		if r.query == nil {
			for _, row := range r.page {
				if !yield(append([]any{}, row...), nil) {
					return
				}
			}
			return
		}
		rows, err := r.query()
		if err != nil {
			yield(nil, err)
			return
		}
		RowsOf(rows, r.columns)(yield)
	}
}

// MarshalJSON writes a page.
func (r Records) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range r.page {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('{')
		for j, v := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			v, err := r.columns[j].plain(v)
			if err != nil {
				return nil, err
			}
			if at, ok := v.(time.Time); ok {
				v = at.UTC().Format(layout(r.columns[j].Type))
			}
			name, _ := json.Marshal(r.columns[j].Name) // a text: cannot fail
			value, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			b.Write(name)
			b.WriteByte(':')
			b.Write(value)
		}
		b.WriteByte('}')
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}
