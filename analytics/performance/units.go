package performance

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Units adds up the units of a table, by each of its cuts or by two of them crossed.
type Units struct {
	index        *Index
	table        Table
	unit         string
	isStratified bool
	builders     []*cubeBuilder
	names        []string // of the cuts of the builders
	rome         int      // columns by which units are stratified; -1 for none
	contract     int
	numbers      []map[string]int32 // of what a column says, by builder
	said         [][][]int32        // by builder and number, the ids of its values
	stratumOf    map[string]int64
	key          []byte // of stratumOf, while it is looked up
	cross        [crossMax]axis
	pair         []byte // texts of both cuts that are crossed, while they are looked up

	agency, month string // of the last units
	group         int
	waiting       []waiting
	texts         []int32 // of each that waits, what it says to each builder, by number
}

// axis is where a cut is read: a column, or the domain of the trade in it.
type axis struct {
	column   int
	isDomain bool
}

func (a axis) of(values [][]byte) []byte {
	if a.isDomain {
		return domainOf(values[a.column])
	}
	return values[a.column]
}

// Units starts adding the units of a table of one of the index's indicators up.
func (ix *Index) Units(t Table) *Units {
	d := ix.series[t.Indicator].Definition
	u := &Units{index: ix, table: t, unit: d.Unit, isStratified: d.facet(unitRate) != nil, rome: -1, contract: -1, group: -1, stratumOf: map[string]int64{}}
	for _, f := range d.facets {
		if f.name == t.Facet {
			u.unit = f.unit
		}
	}
	add := func(name string) {
		b := newCubeBuilder(len(ix.calendar.months), u.unit == unitRatio, u.isStratified || u.unit == unitDays || u.unit == unitSurvival)
		u.builders, u.names = append(u.builders, b), append(u.names, name)
		u.numbers, u.said = append(u.numbers, map[string]int32{}), append(u.said, nil)
	}
	for i, c := range t.Cuts {
		switch c {
		case cutRome:
			u.rome = i
		case cutContract:
			u.contract = i
		}
	}
	switch {
	case t.By != nil:
		add(strings.Join(t.By, crossSeparator))
		for i, c := range t.By {
			u.cross[i] = axis{column: slices.Index(t.Cuts, c)}
			if c == cutDomain {
				u.cross[i] = axis{column: u.rome, isDomain: true}
			}
		}
	case len(t.Cuts) == 0:
		add("")
		u.builders[0].id("")
	default:
		for _, c := range t.Cuts {
			add(c)
		}
		if u.rome >= 0 {
			add(cutDomain)
		}
	}
	return u
}

// at finds the group of an agency and month: -1 for a month of no period.
func (u *Units) at(agency, month []byte) error {
	if string(agency) == u.agency && string(month) == u.month {
		return nil
	}
	u.agency, u.month = string(agency), string(month)
	at, known := u.index.tree[levelAgency].find(u.agency)
	if !known {
		return fmt.Errorf("units of %s: agency %q has no place", u.table.Name, u.agency)
	}
	m, known := u.index.calendar.month(u.month)
	if u.group = at*len(u.index.calendar.months) + m; !known {
		u.group = -1
	}
	return nil
}

func (u *Units) add(builder, group int, id int32, stratum, numerator, denominator, count int64) error {
	if numerator < 0 || denominator < 0 || count <= 0 {
		return fmt.Errorf("units of %s: %d units of %d over %d", u.table.Name, count, numerator, denominator)
	}
	s := sums{count: count, numerator: count * numerator, denominator: count * denominator}
	key := int64(0)
	switch {
	case u.unit == unitRatio:
		s.numeratorSquares, s.numeratorByDenominator, s.denominatorSquares = count*numerator*numerator, count*numerator*denominator, count*denominator*denominator
	case u.unit == unitDays:
		key = numerator
	case u.unit == unitSurvival:
		key = 2*numerator + denominator
	case u.isStratified:
		key = 2*stratum + numerator
	}
	return u.builders[builder].add(group, id, s, int(key))
}

// Add adds Count units alike, in the order of Table.Columns; those of a table come by
// agency and month. Its texts are not kept.
func (u *Units) Add(agency, month []byte, count, numerator, denominator int64, values [][]byte) error {
	if err := u.at(agency, month); err != nil || u.group < 0 {
		return err
	}
	stratum := u.stratumOfRow(values)
	for i := range u.builders {
		for _, id := range u.said[i][u.number(i, u.text(i, values))] {
			if err := u.add(i, u.group, id, stratum, numerator, denominator, count); err != nil {
				return err
			}
		}
	}
	return nil
}

func (u *Units) stratumOfRow(values [][]byte) int64 {
	if !u.isStratified || u.rome < 0 || u.contract < 0 {
		return 0
	}
	return u.stratum(values[u.rome], values[u.contract])
}

// text is what units say of the cut of a builder: the domain comes after the cuts of the
// table, and of two that are crossed there is a comma between.
func (u *Units) text(builder int, values [][]byte) []byte {
	switch {
	case u.table.By != nil:
		u.pair = append(append(u.pair[:0], u.cross[0].of(values)...), crossSeparator...)
		u.pair = append(u.pair, u.cross[1].of(values)...)
		return u.pair
	case builder < len(values):
		return values[builder]
	}
	return domainOf(values[u.rome])
}

// domainOf is the large domain of a trade, its first letter; of several trades, of each.
func domainOf(rome []byte) []byte {
	if bytes.IndexByte(rome, ' ') >= 0 {
		domains := bytes.Fields(rome)
		for i := range domains {
			domains[i] = domainOf(domains[i])
		}
		return bytes.Join(domains, []byte(" "))
	}
	if len(rome) == 0 || string(rome) == placeNone {
		return rome
	}
	return rome[:1]
}

// number numbers what a text says: the ids of the values that it names, with a space
// between; of two cuts, of each pair.
func (u *Units) number(builder int, text []byte) int32 {
	if number, known := u.numbers[builder][string(text)]; known {
		return number
	}
	var ids []int32
	first, second, isCrossed := strings.Cut(string(text), crossSeparator)
	add := func(value string) {
		if id := u.builders[builder].id(value); !slices.Contains(ids, id) { // trades of one domain
			ids = append(ids, id)
		}
	}
	for _, value := range strings.Fields(first) {
		if !isCrossed {
			add(value)
		}
		for _, other := range strings.Fields(second) {
			add(value + crossSeparator + other)
		}
	}
	number := int32(len(u.said[builder]))
	u.numbers[builder][string(text)] = number
	u.said[builder] = append(u.said[builder], ids)
	return number
}

// stratum numbers the large domain of a trade and a contract.
func (u *Units) stratum(rome, contract []byte) int64 {
	u.key = append(append(append(u.key[:0], domainOf(rome)...), ' '), contract...)
	id, known := u.stratumOf[string(u.key)]
	if !known {
		id = u.index.strata.id(u.key)
		u.stratumOf[string(u.key)] = id
	}
	return id
}

// SetCuts gives an indicator its units under every cut, of all of its tables.
func (ix *Index) SetCuts(id string, tables []*Units) {
	all := map[string]cuts{}
	for _, u := range tables {
		for i, name := range u.names {
			c := all[name]
			c.set(u, u.builders[i].build(ix.tree))
			all[name] = c
		}
	}
	ix.series[id].by.Store(&all)
}
