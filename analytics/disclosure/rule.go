package disclosure

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

const none = -1

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

// holds tells whether sums keep the rule, whoever is an insider.
func (r Rule) holds(f Facet, m made) bool {
	for s := range sums {
		if r.breaks(f, s, m) {
			return false
		}
	}
	all := f.Kind == Rate && m.total[sumUnits] > 0 && (m.total[sumHits] == 0 || m.total[sumRest] == 0)
	return !all || m.makers[sumUnits] >= int64(r.Persons)
}

// surelyHolds tells that sums of which only the least is known keep the rule. What others
// make in common may be left of a sum, or not: a sum that seems to be none is then taken
// for the smallest, and a rate may turn to none or all, so that as many makers are asked.
func (r Rule) surelyHolds(f Facet, least, common made) bool {
	for s := range sums {
		if common.total[s] > 0 {
			least.total[s] = max(1, least.total[s])
		}
	}
	return r.holds(f, least) && (f.Kind != Rate || least.makers[sumUnits] >= int64(r.Persons))
}
