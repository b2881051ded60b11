package model

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Model is one SQL file and what was read off it.
type Model struct {
	Table  string // schema.name, from the path
	File   string // path inside its file system
	SQL    string // the file's text
	Header map[string]string
	Audits []string // conditions that every row must satisfy
	// Literals are the numbers that the file holds and says what they are.
	Literals []string

	Refs  []string // tables it reads, sorted
	Rules []string // names of the rules it uses, sorted

	through *Through // what its rows go through, see Bind
}

// Schema is the first part of the table's name.
func (m Model) Schema() string { return strings.SplitN(m.Table, ".", 2)[0] }

// Name is the second part of the table's name.
func (m Model) Name() string { return strings.SplitN(m.Table, ".", 2)[1] }

const (
	grainNone = "none" // the table's rows have no key: there are as many as there are alike
	orderNone = "none" // its rows lie as they come: it is read whole, and sorting it would cost more than writing it
)

// Grain is the columns that identify a row, unique and never null; none where rows have no key.
func (m Model) Grain() []string {
	if m.Header["grain"] == grainNone {
		return nil
	}
	return splitList(m.Header["grain"])
}

// Order is the columns that the table's rows are told in the order of: those of its grain,
// unless its header says others.
func (m Model) Order() []string {
	if order := splitList(m.Header["order"]); len(order) > 0 && m.Header["order"] != orderNone {
		return order
	}
	return m.Grain()
}

// isSorted says that its file holds the rows in that order; nobody looks a row up in the
// others, and they are long.
func (m Model) isSorted() bool { return !m.IsCarried() && m.Header["order"] != orderNone }

// Partition is the column by which the table's files are parted, "" for one file; one
// that the table does not have is given with what it is: `created_month = month_of(created_on)`.
func (m Model) Partition() string {
	name, _, _ := strings.Cut(m.Header["partition"], " = ")
	return name
}

// partOf is the part of a row, as SQL.
func (m Model) partOf() string {
	if _, made, isMade := strings.Cut(m.Header["partition"], " = "); isMade {
		return made
	}
	return ident(m.Partition())
}

// IsThrough says that the rows of the SELECT go through Go.
func (m Model) IsThrough() bool { return m.Header["through"] != "" }

// IsView says that the model is only a named step: it is inlined, not written.
func (m Model) IsView() bool { return m.Header["materialize"] == "view" }

// headerKeys are the lines a file may open with; any other key is an error.
var headerKeys = []string{
	"id", "title", "title-en", "grain", "order", "unit", "sense", "cuts", "definition", "definition-en", "formula", "version", "seed", "owner",
	"note", "audit", "literal", "partition", "materialize", "through", "with", "facts-of", "follows", "again", "touched", "unsettled", "parts-of", "ageing", "beside",
}

// Load reads every .sql file of fsys: schema/name.sql is the table schema.name.
func Load(fsys fs.FS) ([]Model, error) { return load(fsys, "") }

// LoadSchema reads every .sql file of a folder that is one schema: name.sql is
// the table schema.name.
func LoadSchema(fsys fs.FS, schema string) ([]Model, error) { return load(fsys, schema) }

func load(fsys fs.FS, schema string) ([]Model, error) {
	var models []Model
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".sql" {
			return err
		}
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		m, err := parse(path.Join(schema, file), string(text))
		if err != nil {
			return err
		}
		models = append(models, m)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load models: %w", err)
	}
	return models, nil
}

func parse(file, text string) (Model, error) {
	m := Model{File: file, SQL: text, Header: map[string]string{}}
	schema := path.Base(path.Dir(file))
	if schema == "." {
		return m, fmt.Errorf("model %s: put it in a folder named as its schema", file)
	}
	m.Table = schema + "." + strings.TrimSuffix(path.Base(file), ".sql")
	last := ""
	for _, line := range strings.Split(text, "\n") {
		comment, isComment := strings.CutPrefix(line, "--")
		if !isComment {
			break
		}
		if more, continued := strings.CutPrefix(comment, "   "); continued && last != "" && last != "audit" && last != "literal" {
			m.Header[last] += " " + strings.TrimSpace(more)
			continue
		}
		key, value, found := strings.Cut(comment, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !found || !slices.Contains(headerKeys, key) {
			return m, fmt.Errorf("model %s: header line %q: want `-- key: value` with a key of %s", file, line, strings.Join(headerKeys, ", "))
		}
		last = key
		switch key {
		case "audit":
			m.Audits = append(m.Audits, value)
			continue
		case "literal":
			number, _, _ := strings.Cut(value, " ")
			m.Literals = append(m.Literals, number)
			continue
		}
		m.Header[key] = value
	}
	for _, key := range []string{"title", "grain"} {
		if m.Header[key] == "" {
			return m, fmt.Errorf("model %s: header has no %q line", file, key)
		}
	}
	return m, nil
}

func splitList(s string) []string {
	var out []string
	for _, part := range strings.Split(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// ErrCycle says that models read each other in a circle.
var ErrCycle = errors.New("models read each other in a circle")

// Order sorts models so that each comes after those it reads; models that do not
// depend on each other stay in name order. Tables that no model makes are inputs.
func Order(models []Model) ([]Model, error) {
	byTable := map[string]Model{}
	for _, m := range models {
		if _, twice := byTable[m.Table]; twice {
			return nil, fmt.Errorf("two models make %s", m.Table)
		}
		byTable[m.Table] = m
	}
	names := make([]string, 0, len(byTable))
	for name := range byTable {
		names = append(names, name)
	}
	slices.Sort(names)
	var ordered []Model
	state := map[string]int{} // 1 = being visited, 2 = done
	var visit func(name string, path []string) error
	visit = func(name string, path []string) error {
		m, isModel := byTable[name]
		if !isModel || state[name] == 2 {
			return nil
		}
		if state[name] == 1 {
			return fmt.Errorf("%w: %s", ErrCycle, strings.Join(append(path, name), " → "))
		}
		state[name] = 1
		for _, ref := range m.Refs {
			if err := visit(ref, append(path, name)); err != nil {
				return err
			}
		}
		state[name] = 2
		ordered = append(ordered, m)
		return nil
	}
	for _, name := range names {
		if err := visit(name, nil); err != nil {
			return nil, err
		}
	}
	return ordered, nil
}
