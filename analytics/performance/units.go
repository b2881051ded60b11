package performance

import (
	"fmt"
	"strings"
)

// Units adds up the units of a table, by each of its cuts.
type Units struct {
	index        *Index
	table        Table
	unit         string
	isStratified bool
	builders     []*cubeBuilder
	names        []string // of the cuts of the builders
	rome         int      // columns by which units are stratified; -1 for none
	contract     int
	values       []map[string][]int32 // ids of what a column says, by builder
	stratumOf    map[string]int64
	key          []byte // of stratumOf, while it is looked up

	agency, month string // of the last units
	group         int
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
		u.builders, u.names, u.values = append(u.builders, b), append(u.names, name), append(u.values, map[string][]int32{})
	}
	if len(t.Cuts) == 0 {
		add("")
		u.builders[0].id("")
	}
	for i, c := range t.Cuts {
		switch add(c); c {
		case cutRome:
			u.rome = i
		case cutContract:
			u.contract = i
		}
	}
	if u.rome >= 0 {
		add(cutDomain)
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

func (u *Units) add(builder int, id int32, stratum, numerator, denominator, count int64) error {
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
	return u.builders[builder].add(u.group, id, s, int(key))
}

// Add adds Count units alike, in the order of Table.Columns; those of a table come by
// agency and month. Its texts are not kept.
func (u *Units) Add(agency, month []byte, count, numerator, denominator int64, values [][]byte) error {
	if err := u.at(agency, month); err != nil || u.group < 0 {
		return err
	}
	stratum := int64(0)
	if u.isStratified && u.rome >= 0 && u.contract >= 0 {
		stratum = u.stratum(values[u.rome], values[u.contract])
	}
	for i := range u.builders {
		var text []byte
		if i < len(values) {
			text = values[i]
		} else { // the domain comes after the cuts of the table
			text = domainOf(values[u.rome])
		}
		for _, id := range u.ids(i, text) {
			if err := u.add(i, id, stratum, numerator, denominator, count); err != nil {
				return err
			}
		}
	}
	return nil
}

// domainOf is the large domain of a trade, its first letter.
func domainOf(rome []byte) []byte {
	if len(rome) == 0 || string(rome) == placeNone {
		return rome
	}
	return rome[:1]
}

// ids are those of the values that a text names, with a space between.
func (u *Units) ids(builder int, text []byte) []int32 {
	if ids, known := u.values[builder][string(text)]; known {
		return ids
	}
	var ids []int32
	for _, value := range strings.Fields(string(text)) {
		ids = append(ids, u.builders[builder].id(value))
	}
	u.values[builder][string(text)] = ids
	return ids
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
