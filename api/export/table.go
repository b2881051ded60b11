package export

import (
	"fmt"
	"iter"
	"math"
	"strings"
	"time"
)

// Type is the type of a column's values; any of them may be nil, a null.
type Type int

// The types, with the Go type of their values.
const (
	Text    Type = iota // string
	Integer             // int64
	Number              // float64
	Boolean             // bool
	Day                 // time.Time, at midnight UTC
	Instant             // time.Time
	List                // []string
)

// String names the type for people who read data.
func (t Type) String() string {
	return [...]string{"text", "integer", "number", "boolean", "date", "instant", "list"}[t]
}

// MarshalText writes the type by its name.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// Column is a column of a table.
type Column struct {
	Name    string `json:"name"`
	Type    Type   `json:"type"`
	Unit    string `json:"unit"`
	Meaning string `json:"meaning"`
}

// Origin says where a file comes from: a figure is nothing without it.
type Origin struct {
	Source   string // what was asked, of which service
	Licence  string
	AsOf     string // ISO date
	Snapshot string
	Version  string // of the definition, or of the program where there is none
}

// Note is something else that a file says of itself.
type Note struct{ Name, Label, Value string }

// Table is what a file holds.
type Table struct {
	Name    string // of the file, without its extension
	Title   string
	Lang    string // fr or en
	Origin  Origin
	Notes   []Note
	Columns []Column
	Rows    iter.Seq2[[]any, error] // one value a column; a row is not kept
}

// ValueError refuses a value that a format can't hold.
type ValueError struct{ Column, Why string }

func (e *ValueError) Error() string { return fmt.Sprintf("column %s: %s", e.Column, e.Why) }

// each hands every row to write, its values checked and its texts made plain.
func (t Table) each(write func(row []any) error) error {
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		if len(row) != len(t.Columns) {
			return fmt.Errorf("a row of %d values for %d columns", len(row), len(t.Columns))
		}
		for i, v := range row {
			if row[i], err = t.Columns[i].plain(v); err != nil {
				return err
			}
		}
		if err := write(row); err != nil {
			return err
		}
	}
	return nil
}

// plain checks a value and gives it as it is written in every format.
func (c Column) plain(v any) (any, error) {
	ok := true
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return plainText(v), c.expect(c.Type == Text, v)
	case int64:
		ok = c.Type == Integer
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, &ValueError{c.Name, "an undefined figure must be null"}
		}
		ok = c.Type == Number
	case bool:
		ok = c.Type == Boolean
	case time.Time:
		ok = c.Type == Day || c.Type == Instant
	case []string:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = plainText(item)
		}
		return items, c.expect(c.Type == List, v)
	default:
		ok = false
	}
	return v, c.expect(ok, v)
}

func (c Column) expect(ok bool, v any) error {
	if ok {
		return nil
	}
	return &ValueError{c.Name, fmt.Sprintf("a %T is no %s", v, c.Type)}
}

// plainText keeps of a text what every format can hold: lines end in one way, and
// a sign that XML does not have becomes the sign of what could not be read.
func plainText(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\t' && r != '\n') || r == '\uFFFE' || r == '\uFFFF' {
			return '\uFFFD'
		}
		return r
	}, s)
}
