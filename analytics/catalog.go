package analytics

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"vigie/analytics/performance"
	"vigie/data"
	"vigie/data/glossary"
	"vigie/transform/model"
)

//go:embed load/columns.sql
var columnsSQL string

// ErrUnknownTable says that a snapshot publishes no table of that name.
var ErrUnknownTable = errors.New("unknown table")

// Catalog says what a snapshot publishes, in a language. Each word of it has one
// place: the headers of SQL files, the glossary, the snapshot's own types and counts.
type Catalog struct {
	Snapshot   string           `json:"snapshot"`
	AsOf       string           `json:"as_of"` // ISO date
	Indicators []IndicatorEntry `json:"indicators"`
	Tables     []TableEntry     `json:"tables"`
}

// IndicatorEntry is an indicator of the catalogue.
type IndicatorEntry struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Unit       string   `json:"unit"`
	Sense      string   `json:"sense"`
	Grain      []string `json:"grain"` // of its values
	Cuts       []string `json:"cuts"`
	Definition string   `json:"definition"`
	Formula    string   `json:"formula"`
	Version    string   `json:"version"`
	Seed       string   `json:"seed"`
	Address    string   `json:"address"` // where its values are
}

// TableEntry is a published table of the catalogue.
type TableEntry struct {
	Name    string        `json:"name"`
	Title   string        `json:"title"`
	Grain   []string      `json:"grain"`
	Version *string       `json:"version"`
	Rows    int64         `json:"rows"`
	Address *string       `json:"address"` // where its rows are; nil when the caller may not read them
	Columns []ColumnEntry `json:"columns"`

	English bool `json:"-"` // its title is English, whatever was asked
}

// ColumnEntry is a column of a published table.
type ColumnEntry struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // of DuckDB
	Unit    string `json:"unit"`
	Meaning string `json:"meaning"`
	Null    string `json:"null"` // what a null means

	English bool `json:"-"` // its words are English, whatever was asked
}

// shape is the tables of a snapshot, with their columns and rows; it is read once.
type shape struct {
	rows map[string]int64
	once sync.Once
	made []TableEntry // without words
	err  error
}

func newShape(m data.Manifest) *shape {
	s := &shape{rows: map[string]int64{}}
	for _, t := range m.Tables {
		s.rows[t.Name] = t.Rows
	}
	return s
}

// headersOnce are the headers of every SQL file, by table.
var headersOnce = sync.OnceValues(func() (map[string]model.Model, error) {
	all := map[string]model.Model{}
	for _, load := range loaders {
		models, err := load()
		if err != nil {
			return nil, err
		}
		for _, m := range models {
			all[m.Table] = m
		}
	}
	return all, nil
})

// tables reads the columns of the published tables, as DuckDB tells them.
func (s *Snapshot) tables(ctx context.Context) ([]TableEntry, error) {
	s.shape.once.Do(func() {
		s.shape.err = each(context.WithoutCancel(ctx), s.db, columnsSQL, func(rows *sql.Rows) error {
			var table string
			var c ColumnEntry
			if err := rows.Scan(&table, &c.Name, &c.Type); err != nil {
				return err
			}
			if n, published := s.shape.rows[table]; !published || !IsPublished(table) {
				return nil
			} else if last := len(s.shape.made) - 1; last < 0 || s.shape.made[last].Name != table {
				s.shape.made = append(s.shape.made, TableEntry{Name: table, Rows: n})
			}
			last := &s.shape.made[len(s.shape.made)-1]
			last.Columns = append(last.Columns, c)
			return nil
		})
	})
	if s.shape.err != nil {
		return nil, fmt.Errorf("list columns: %w", s.shape.err)
	}
	return s.shape.made, nil
}

// indicatorGrain is what identifies a value of an indicator.
var indicatorGrain = []string{"level", "code", "period", "cut"}

// Catalog tells what the snapshot publishes. Words come from in, then from otherwise.
func (s *Snapshot) Catalog(ctx context.Context, lang string, in, otherwise *glossary.Glossary) (Catalog, error) {
	c := Catalog{Snapshot: s.ID, AsOf: s.AsOf, Indicators: []IndicatorEntry{}, Tables: []TableEntry{}}
	headers, err := headersOnce()
	if err != nil {
		return c, err
	}
	for _, d := range s.Performance.Definitions() {
		c.Indicators = append(c.Indicators, indicatorEntry(d, lang))
	}
	tables, err := s.tables(ctx)
	if err != nil {
		return c, err
	}
	for _, t := range tables {
		c.Tables = append(c.Tables, t.described(headers[t.Name], in, otherwise))
	}
	return c, nil
}

// Table is one table of the catalogue.
func (s *Snapshot) Table(ctx context.Context, name string, in, otherwise *glossary.Glossary) (TableEntry, error) {
	headers, err := headersOnce()
	if err != nil {
		return TableEntry{}, err
	}
	tables, err := s.tables(ctx)
	if err != nil {
		return TableEntry{}, err
	}
	at := slices.IndexFunc(tables, func(t TableEntry) bool { return t.Name == name })
	if at < 0 {
		return TableEntry{}, ErrUnknownTable
	}
	return tables[at].described(headers[name], in, otherwise), nil
}

func indicatorEntry(d performance.Definition, lang string) IndicatorEntry {
	e := IndicatorEntry{
		ID: d.ID, Title: d.Title, Unit: d.Unit, Sense: d.Sense, Grain: indicatorGrain, Cuts: d.Cuts, Definition: d.Definition,
		Formula: d.Formula, Version: d.Version, Seed: d.Seed, Address: "/v1/indicators/" + d.ID,
	}
	if lang == "en" {
		e.Title, e.Definition = cmp.Or(d.English.Title, d.Title), cmp.Or(d.English.Definition, d.Definition)
	}
	return e
}

// described adds its words to a table.
func (t TableEntry) described(m model.Model, in, otherwise *glossary.Glossary) TableEntry {
	t.Grain = []string{}
	t.Title, t.English = cmp.Or(m.Header["title"], otherwise.Tables[t.Name].Title), m.Header["id"] == ""
	if said := in.Tables[t.Name].Title; said != "" {
		t.Title, t.English = said, false
	}
	t.Grain = append(t.Grain, otherwise.Tables[t.Name].Grain...)
	if m.Table != "" && m.Header["grain"] != "none" {
		t.Grain = m.Grain()
	}
	if v := m.Header["version"]; v != "" {
		t.Version = &v
	}
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		c := &t.Columns[i]
		said, ok := in.Columns[c.Name]
		if !ok {
			said, c.English = otherwise.Columns[c.Name], true
		}
		c.Meaning, c.Unit, c.Null = said.Meaning, said.Unit, said.Null
	}
	return t
}

// TableRows reads a page of a table in the order of its grain, past the values given
// as text, nil for null; without a limit, all of its rows as its files hold them. The caller closes the rows.
func (s *Snapshot) TableRows(ctx context.Context, t TableEntry, after []*string, limit int) (*sql.Rows, error) {
	if limit == 0 {
		return s.db.Scan(ctx, t.Name)
	}
	keys := make([]model.Key, len(t.Order()))
	for i, c := range t.Order() {
		keys[i] = model.Key{Name: c.Name, Type: c.Type}
	}
	if len(after) > 0 && len(after) != len(keys) {
		return nil, ErrBadCursor
	}
	return s.db.Page(ctx, t.Name, keys, after, limit)
}

// Order are the columns that order a table: its grain, or all where it has none.
func (t TableEntry) Order() []ColumnEntry {
	var order []ColumnEntry
	for _, name := range t.Grain {
		if at := slices.IndexFunc(t.Columns, func(c ColumnEntry) bool { return c.Name == name }); at >= 0 {
			order = append(order, t.Columns[at])
		}
	}
	if len(order) == 0 {
		return t.Columns
	}
	return order
}
