package glossary

import (
	"fmt"
	"strings"
)

// Column is what a column holds, wherever it stands.
type Column struct {
	Meaning string
	Unit    string // "" where there is none
	Null    string // what a null means; "" where there is none
}

// Table is what a table is.
type Table struct {
	Title string
	Grain []string // columns that identify a row, of a table that no SQL file defines
}

// Glossary is the words of one language.
type Glossary struct {
	Columns map[string]Column
	Tables  map[string]Table
}

// Headings of the sections that are read, in any language.
var (
	columnHeadings = []string{"## Published columns", "## Colonnes publiées"}
	tableHeadings  = []string{"## Tables without SQL", "## Tables publiées"}
)

// none stands for nothing to say.
const none = "—"

// Read reads a glossary: a table of columns (name, meaning, unit, null) and one of
// tables (name, title, grain if any), each below its heading.
func Read(text string) (*Glossary, error) {
	g := &Glossary{Columns: map[string]Column{}, Tables: map[string]Table{}}
	columns, err := rowsBelow(text, columnHeadings, 4)
	if err != nil {
		return nil, err
	}
	for _, row := range columns {
		g.Columns[row[0]] = Column{Meaning: plain(row[1]), Unit: plain(row[2]), Null: plain(row[3])}
	}
	tables, err := rowsBelow(text, tableHeadings, 2)
	if err != nil {
		return nil, err
	}
	for _, row := range tables {
		t := Table{Title: plain(row[1])}
		if len(row) > 2 {
			for name := range strings.SplitSeq(row[2], ",") {
				t.Grain = append(t.Grain, strings.Trim(strings.TrimSpace(name), "`"))
			}
		}
		g.Tables[row[0]] = t
	}
	return g, nil
}

// rowsBelow reads the rows of the table below one of the headings, of so many cells at least.
func rowsBelow(text string, headings []string, width int) ([][]string, error) {
	section, found := "", false
	for _, h := range headings {
		if _, after, ok := strings.Cut(text, h+"\n"); ok {
			section, found = after, true
		}
	}
	if !found {
		return nil, fmt.Errorf("read glossary: no %s", strings.Join(headings, " nor "))
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var rows [][]string
	for line := range strings.Lines(section) {
		inner, isRow := strings.CutPrefix(strings.TrimSpace(line), "|")
		if !isRow {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(inner, "|"), "|")
		if len(cells) < width {
			return nil, fmt.Errorf("read glossary: %d cells, want %d at least: %s", len(cells), width, line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		cells[0] = strings.Trim(cells[0], "`")
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("read glossary: no table below %s", strings.Join(headings, " nor "))
	}
	return rows[2:], nil // header and rule
}

// plain is the text of a cell without its marks.
func plain(cell string) string {
	if cell == none {
		return ""
	}
	return strings.NewReplacer("`", "", "*", "").Replace(strings.TrimPrefix(cell, none+" "))
}
