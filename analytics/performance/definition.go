package performance

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"vigie/transform/model"
)

// Definition says what an indicator is. It is read from the header of its SQL file.
type Definition struct {
	ID         string   `json:"id"` // ent1, ent2, ent3 …
	Title      string   `json:"title"`
	Unit       string   `json:"unit"`  // rate, per_thousand, days, ratio
	Sense      string   `json:"sense"` // higher, lower: what is better
	Cuts       []string `json:"cuts"`  // what it may be cut by; never null
	Definition string   `json:"definition"`
	Formula    string   `json:"formula"`
	Version    string   `json:"version"`
	Seed       string   `json:"seed"`

	English English `json:"-"` // of the title and the definition; empty where it is not known

	columns []string // the cuts that its table of units holds
	several []string // those of which a unit may have several values
	alone   string   // the one that has units of its own, which no other cut sees; "" for none
	facets  []facet
}

// HasSeveral says that a unit may have several values of a cut, or of one of two, which
// then don't add up to the total.
func (d Definition) HasSeveral(cuts string) bool {
	for cut := range strings.SplitSeq(cuts, crossSeparator) {
		if slices.Contains(d.several, cut) || (cut == cutDomain && slices.Contains(d.several, cutRome)) {
			return true
		}
	}
	return false
}

// facet is a table of units that stands beside an indicator's own.
type facet struct {
	name, unit string
	columns    []string
}

// English is what a definition says in English.
type English struct{ Title, Definition string }

// Units of indicators, as their headers name them.
const (
	unitRate     = "rate"         // numerator of denominator, with Wilson's interval
	unitThousand = "per_thousand" // a rate of a thousand
	unitDays     = "days"         // the numerator's days of each unit: mean, median, ninth decile
	unitRatio    = "ratio"        // sum over sum, which may exceed 1
	unitSurvival = "survival"     // days until an event (denominator 1) or until nothing more is known (0)
)

// Cuts that the tables of units do not hold as such.
const (
	cutRome     = "rome"
	cutDomain   = "domain" // first letter of the trade
	cutContract = "contract"
	several     = "*" // ends the name of a cut of which a unit may have several values; two of them, that it has units of its own
)

// Define reads the definitions off the headers of the models that have an id,
// in the order of their ids.
func Define(models []model.Model) []Definition {
	var all []Definition
	for _, m := range models {
		h := m.Header
		if h["id"] == "" {
			continue
		}
		d := Definition{
			ID: h["id"], Title: h["title"], Unit: h["unit"], Sense: h["sense"], Cuts: []string{},
			Definition: h["definition"], Formula: h["formula"], Version: h["version"], Seed: h["seed"],
			English: English{h["title-en"], h["definition-en"]}, columns: columnsOf(m), alone: aloneOf(m),
		}
		for _, c := range strings.Split(h["cuts"], ",") {
			if c = strings.TrimSpace(c); strings.HasSuffix(c, several) {
				d.several = append(d.several, strings.TrimRight(c, several))
			}
		}
		for _, c := range d.columns {
			if d.Cuts = append(d.Cuts, c); c == cutRome {
				d.Cuts = append(d.Cuts, cutDomain)
			}
		}
		for _, beside := range models {
			if beside.Header["beside"] == d.ID {
				d.facets = append(d.facets, facet{strings.TrimPrefix(beside.Name(), d.ID+"_"), beside.Header["unit"], columnsOf(beside)})
			}
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b Definition) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// columnsOf are the cuts that a model's header names.
func columnsOf(m model.Model) []string {
	var columns []string
	for _, c := range strings.Split(m.Header["cuts"], ",") {
		if c = strings.TrimRight(strings.TrimSpace(c), several); c != "" {
			columns = append(columns, c)
		}
	}
	return columns
}

// aloneOf is the cut of a model that has units of its own.
func aloneOf(m model.Model) string {
	for _, c := range strings.Split(m.Header["cuts"], ",") {
		if c, alone := strings.CutSuffix(strings.TrimSpace(c), several+several); alone {
			return c
		}
	}
	return ""
}

// facet is what stands beside an indicator with a unit; nil where nothing does.
func (d Definition) facet(unit string) *facet {
	for i := range d.facets {
		if d.facets[i].unit == unit {
			return &d.facets[i]
		}
	}
	return nil
}

// Table is a table of units and its cuts, in the order in which Units.Add takes them.
type Table struct {
	Name          string // unit.ent1
	Indicator     string
	Facet         string // "" is the indicator itself
	Cuts, Columns []string
	By            []string // the two cuts that are crossed; nil is each by itself
}

// UnitColumns come before the cuts in Table.Columns.
var unitColumns = []string{"agency", "month", "count", "numerator", "denominator"}

// Tables are the tables of units of an indicator: its own first.
func (d Definition) Tables() []Table {
	tables := []Table{{Name: "unit." + d.ID, Indicator: d.ID, Cuts: d.columns}}
	for _, f := range d.facets {
		tables = append(tables, Table{Name: "unit." + d.ID + "_" + f.name, Indicator: d.ID, Facet: f.name, Cuts: f.columns})
	}
	for i := range tables {
		tables[i].Columns = slices.Concat(unitColumns, tables[i].Cuts)
	}
	return tables
}

// DefinitionColumns are those of ref.indicator and their types, as DuckDB writes them.
const DefinitionColumns = "{indicator: 'varchar', title: 'varchar', title_en: 'varchar', unit: 'varchar', sense: 'varchar', cuts: 'varchar', definition: 'varchar', definition_en: 'varchar', formula: 'varchar', version: 'varchar', seed: 'varchar'}"

// DefinitionCSV is ref.indicator: what the headers say, for those who read tables, and
// for those who ask what a night said once they say otherwise.
func DefinitionCSV(definitions []Definition) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{"indicator", "title", "title_en", "unit", "sense", "cuts", "definition", "definition_en", "formula", "version", "seed"}}
	for _, d := range definitions {
		rows = append(rows, []string{d.ID, d.Title, d.English.Title, d.Unit, d.Sense, strings.Join(d.Cuts, " "), d.Definition, d.English.Definition, d.Formula, d.Version, d.Seed})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write definitions: %w", err)
	}
	return out.Bytes(), nil
}

// Said puts what a night said of its indicators in the place of what the headers say now:
// words, by the columns of ref.indicator. What the night did not keep stays.
func Said(definitions []Definition, night map[string]map[string]string) {
	for i := range definitions {
		d := &definitions[i]
		for column, field := range map[string]*string{
			"title": &d.Title, "title_en": &d.English.Title, "definition": &d.Definition, "definition_en": &d.English.Definition,
			"formula": &d.Formula, "version": &d.Version, "seed": &d.Seed,
		} {
			if said, kept := night[d.ID][column]; kept {
				*field = said
			}
		}
	}
}
