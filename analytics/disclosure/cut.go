package disclosure

import (
	"cmp"
	"maps"
	"slices"
)

// cutTable decides what is hidden of a quarter by a cut: values of every place, and
// places in every value, so that what is hidden is made of complete tables.
type cutTable struct {
	country *Country
	facts   *Facts
	cut     string
	rule    Rule
	tally   *tally
}

// decide adds to what is hidden until what is shown keeps the rule, each value of each
// class of agencies, and what is left of their totals when the values shown are taken off.
func (t cutTable) decide(d *CutDecision) {
	cells := t.facts.ofValues(t.country, t.tally, t.cut)
	t.pick(d, cells)
	t.cushion(d, cells)
	t.coarsen(d, t.country.isToday)
}

// coarsen hides places that may be until every class keeps the rule in what is shown.
func (t cutTable) coarsen(d *CutDecision, may func(place int32) bool) {
	coarsen(t.table(d, t.facts.ofValues(t.country, t.tally, t.cut)), t.rule, d.Places, may, t.tally)
}

// table is the values shown, each a cell, and those hidden, together.
func (t cutTable) table(d *CutDecision, cells map[string]Cell) Table {
	var shown []Cell
	for _, v := range slices.Sorted(maps.Keys(cells)) {
		if !d.Values[v] {
			shown = append(shown, cells[v])
		}
	}
	return Table{t.country, t.facts.Facet, append(shown, t.facts.ofSome(t.country, t.tally, t.cut, d.Values))}
}

// shownPlaces are the places of today that are shown by the cut, with their agencies.
func (t cutTable) shownPlaces(d *CutDecision) map[int32][]int32 {
	members := map[int32][]int32{}
	for a, places := range t.country.Of {
		for _, p := range places {
			if !d.Places[p] && !t.country.isPast(p) {
				members[p] = append(members[p], int32(a))
			}
		}
	}
	return members
}

// pick hides the values and the places that break the rule most often for what they hold.
func (t cutTable) pick(d *CutDecision, cells map[string]Cell) {
	members := t.shownPlaces(d)
	byValue, byPlace := map[string]map[int32]bool{}, map[int32]map[string]bool{}
	valueUnits, placeUnits := map[string]int64{}, map[int32]int64{}
	for v, c := range cells {
		if d.Values[v] {
			continue
		}
		byValue[v] = map[int32]bool{}
		for p, agencies := range members {
			placeUnits[p] += c.total(agencies)
			if !c.keeps(t.tally, t.rule, t.facts.Facet, agencies) {
				byValue[v][p] = true
				if byPlace[p] == nil {
					byPlace[p] = map[string]bool{}
				}
				byPlace[p][v] = true
			}
		}
		valueUnits[v] = c.all()
	}
	for {
		var value string
		var place int32 = none
		var broken int
		var held int64
		better := func(n int, units int64) bool { // broken cells by unit hidden
			return n > 0 && (broken == 0 || int64(n)*held > int64(broken)*units)
		}
		for _, v := range slices.Sorted(maps.Keys(byValue)) {
			if better(len(byValue[v]), valueUnits[v]) {
				value, broken, held = v, len(byValue[v]), valueUnits[v]
			}
		}
		for _, p := range slices.Sorted(maps.Keys(byPlace)) {
			if better(len(byPlace[p]), placeUnits[p]) {
				place, broken, held = p, len(byPlace[p]), placeUnits[p]
			}
		}
		switch {
		case broken == 0:
			return
		case place != none:
			d.Places[place] = true
			for v := range byPlace[place] {
				delete(byValue[v], place)
			}
			delete(byPlace, place)
		default:
			d.Values[value] = true
			for p := range byValue[value] {
				delete(byPlace[p], value)
			}
			delete(byValue, value)
		}
	}
}

// cushion hides the smallest values shown while the rest breaks the rule in places that
// hold more than they do.
func (t cutTable) cushion(d *CutDecision, cells map[string]Cell) {
	if len(d.Values) == 0 {
		return
	}
	for {
		table := t.table(d, cells)
		rest := table.Cells[len(table.Cells)-1]
		var lost int64
		for _, agencies := range t.shownPlaces(d) {
			if !rest.keeps(t.tally, t.rule, t.facts.Facet, agencies) {
				for _, c := range table.Cells {
					lost += c.total(agencies)
				}
			}
		}
		smallest, least := "", int64(0)
		for _, v := range slices.Sorted(maps.Keys(cells)) {
			if n := cells[v].all(); !d.Values[v] && n > 0 && (smallest == "" || cmp.Less(n, least)) {
				smallest, least = v, n
			}
		}
		if lost == 0 || smallest == "" || least >= lost {
			return
		}
		d.Values[smallest] = true
	}
}
