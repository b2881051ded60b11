package performance

import (
	"slices"
	"strings"

	"vigie/analytics/shelf"
)

// crossMax is how many cuts an answer may be by.
const crossMax = 2

// crossSeparator stands between two cuts, and between a value of the one and a value of the other.
const crossSeparator = ","

// crossKept bounds the bytes of the pairs of cuts that are held, the last that were asked
// for: an indicator has twenty-one of them, and each has a cell for almost every unit.
const crossKept = 256 << 20

// Crossed are the tables of units that hold both of two cuts: the indicator's own first.
func (d Definition) Crossed(by []string) []Table {
	var tables []Table
	for _, t := range d.Tables() {
		var columns []string
		need := func(cut string) bool {
			if cut == cutDomain {
				cut = cutRome
			}
			held := slices.Contains(t.Cuts, cut)
			if held && !slices.Contains(columns, cut) {
				columns = append(columns, cut)
			}
			return held
		}
		if !need(by[0]) || !need(by[1]) {
			continue
		}
		if d.facet(unitRate) != nil { // units are stratified by both
			need(cutRome)
			need(cutContract)
		}
		t.Cuts, t.By, t.Columns = columns, by, slices.Concat(unitColumns, columns)
		tables = append(tables, t)
	}
	return tables
}

// pair is an indicator and two cuts.
type pair struct{ indicator, by string }

// crossings are the units by pairs of cuts that were asked for.
type crossings struct {
	load func([]Table) ([]*Units, error)
	held *shelf.Shelf[pair, cuts]
}

func newCrossings() crossings {
	return crossings{held: shelf.New[pair](crossKept, cuts.bytes)}
}

// LoadCrossedBy says where the units of pairs of cuts are read when they are asked for.
// It is called before the index answers.
func (ix *Index) LoadCrossedBy(load func([]Table) ([]*Units, error)) { ix.crossings.load = load }

// of gives the units of an indicator by a pair of cuts; ErrLoading while those of another pair are read.
func (c *crossings) of(ix *Index, d Definition, by string) (cuts, error) {
	if c.load == nil {
		return cuts{}, ErrLoading
	}
	x := c.held.Ask(pair{d.ID, by}, func() (read cuts, err error) {
		tables, err := c.load(d.Crossed(strings.Split(by, crossSeparator)))
		for _, u := range tables {
			read.set(u, u.builders[0].build(ix.tree))
		}
		return read, err
	})
	if x == nil {
		return cuts{}, ErrLoading
	}
	<-x.Ready
	return x.Value, x.Err
}

// bytes is about what units take in memory.
func (c cuts) bytes() (n int) {
	for _, made := range []*cube{c.own, c.survival, c.without} {
		if made == nil {
			continue
		}
		for _, l := range made.levels {
			n += len(l.sums.bytes) + len(l.parts.bytes) + 4*(len(l.sums.at)+len(l.parts.at))
		}
		n += 64 * len(made.values) // a code, and where it is
	}
	return n
}

// checkBy refuses cuts that an indicator does not have, or does not have together.
func (d Definition) checkBy(by string) error {
	if by == "" {
		return nil
	}
	refuse := func(want string) error { return &ParamError{Param: "by", Value: by, Want: want} }
	if len(d.Cuts) == 0 {
		return refuse("aucune coupe pour cet indicateur")
	}
	names := strings.Split(by, crossSeparator)
	for _, name := range names {
		if !slices.Contains(d.Cuts, name) {
			return refuse("une coupe de cet indicateur, ou deux avec une virgule entre elles : " + strings.Join(d.Cuts, ", "))
		}
	}
	switch {
	case len(names) == 1:
		return nil
	case len(names) > crossMax || names[0] == names[1]:
		return refuse("une coupe, ou deux qui diffèrent, avec une virgule entre elles : " + strings.Join(d.Cuts, ", "))
	case d.alone != "" && slices.Contains(names, d.alone):
		return refuse(d.alone + " seule : le total de cette coupe n'est connu que d'elle")
	}
	return nil
}

// wanted tells which values of the cuts a filter keeps, by id; nil for all. A part of the
// filter that is empty keeps every value.
func (p *page) wanted(filter string) ([]bool, error) {
	if filter == "" {
		return nil, nil
	}
	names, parts := strings.Split(p.cut, crossSeparator), strings.Split(filter, crossSeparator)
	if p.cut == "" || len(parts) != len(names) {
		return nil, &ParamError{Param: "cut", Value: filter, Want: "une valeur de chaque coupe de by, dans leur ordre, avec une virgule entre elles"}
	}
	known := make([]bool, len(parts))
	for i, part := range parts {
		_, known[i] = p.index.labels[names[i]][part]
		known[i] = known[i] || part == ""
	}
	keeps := make([]bool, len(p.under.own.values))
	for id, value := range p.under.own.values {
		keeps[id] = true
		for i, of := range strings.Split(value, crossSeparator) {
			known[i] = known[i] || of == parts[i]
			keeps[id] = keeps[id] && (parts[i] == "" || of == parts[i])
		}
	}
	if i := slices.Index(known, false); i >= 0 {
		return nil, &ParamError{Param: "cut", Value: parts[i], Want: "une valeur de la coupe " + names[i] + ", comme " + p.example(i)}
	}
	return keeps, nil
}

// example is a value of a cut.
func (p *page) example(cut int) string {
	if len(p.under.own.byCode) == 0 {
		return placeNone
	}
	return strings.Split(p.under.own.values[p.under.own.byCode[0]], crossSeparator)[cut]
}
