package disclosure

import (
	"cmp"
	"slices"
)

// Rule is what a sum must keep to be shown to an audience.
type Rule struct {
	Audience       string
	Persons        int     // least number of persons, or none
	Establishments int     // least number of establishments, or none
	Dominance      float64 // largest share of one establishment
	Insiders       bool    // the audience knows an agency from within
}

// Kinds of sums that a facet shows.
type Kind uint8

const (
	// Rate has a numerator that is part of the denominator, so that what is left shows too.
	Rate Kind = iota
	// Ratio has two sums with nothing in common.
	Ratio
)

// Facet is one indicator, or what stands beside one.
type Facet struct {
	Name    string
	Kind    Kind
	Persons bool // the numerator counts persons
}

// Unit is units of one establishment alike.
type Unit struct {
	Agency        int32
	Establishment uint32 // 0: not known
	Count         int64
	Numerator     int64
	Denominator   int64
}

// numbers of sums
const (
	sumUnits = iota
	sumHits
	sumRest // rates: denominator less numerator; others: denominator
	sums
)

func (f Facet) sums(u Unit) [sums]int64 {
	if f.Kind == Rate {
		return [sums]int64{u.Count, u.Numerator, u.Denominator - u.Numerator}
	}
	return [sums]int64{u.Count, u.Numerator, u.Denominator}
}

// Keeps tells whether the sums of units keep the rule. Units come in any order and are
// sorted in place.
func (r Rule) Keeps(f Facet, units []Unit) bool {
	if len(units) == 0 {
		return true
	}
	if byEstablishment(units); !r.keeps(f, units, none) {
		return false
	}
	if !r.Insiders {
		return true
	}
	for _, agency := range agenciesOf(units) {
		if !r.keeps(f, units, agency) {
			return false
		}
	}
	return true
}

const none = -1

// byEstablishment sorts units.
func byEstablishment(units []Unit) []Unit {
	slices.SortFunc(units, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.Establishment, b.Establishment), cmp.Compare(a.Agency, b.Agency))
	})
	return units
}

func agenciesOf(units []Unit) []int32 {
	var all []int32
	seen := map[int32]bool{}
	for _, u := range units {
		if !seen[u.Agency] {
			seen[u.Agency] = true
			all = append(all, u.Agency)
		}
	}
	return all
}

// made is what is known of who makes the sums of units.
type made struct{ makers, largest, total [sums]int64 }

// breaks tells that a sum of units has too few makers, one that makes almost all, or too
// few persons.
func (r Rule) breaks(f Facet, s int, m made) bool {
	if m.total[s] == 0 {
		return false
	}
	return m.makers[s] < int64(r.Establishments) || float64(m.largest[s]) > r.Dominance*float64(m.total[s]) ||
		(f.Persons && s == sumHits && m.total[s] < int64(r.Persons))
}

// keeps tells it of the units of every agency but one; units are by establishment.
func (r Rule) keeps(f Facet, units []Unit, without int32) bool {
	m := makersOf(f, units, without)
	for s := range sums {
		if r.breaks(f, s, m) {
			return false
		}
	}
	all := f.Kind == Rate && m.total[sumUnits] > 0 && (m.total[sumHits] == 0 || m.total[sumRest] == 0)
	return !all || m.makers[sumUnits] >= int64(r.Persons)
}

// makersOf adds up the units of every agency but one, by establishment as they come.
func makersOf(f Facet, units []Unit, without int32) (m made) {
	for i := 0; i < len(units); {
		var own [sums]int64
		j := i
		for ; j < len(units) && units[j].Establishment == units[i].Establishment; j++ {
			if units[j].Agency == without {
				continue
			}
			for s, v := range f.sums(units[j]) {
				own[s] += v
			}
		}
		i = j
		for s, v := range own {
			if v > 0 {
				m.makers[s]++
				m.total[s] += v
				m.largest[s] = max(m.largest[s], v)
			}
		}
	}
	return m
}
