package disclosure

import (
	"cmp"
	"slices"
)

// Table is what a decision is about: the units of some periods that are decided
// together, and, where places are told by a cut, of some of its values.
type Table struct {
	Country *Country
	Facet   Facet
	Cells   []Cell // each must be shown or hidden with the others
}

// Coarsen hides places until every class keeps the rule in every cell. What is hidden
// stays so, and so does what was shown of places that are no more. It depends on its input only.
func Coarsen(t Table, r Rule, hidden []bool) { coarsen(t, r, hidden, t.Country.isToday, &tally{}) }

// coarsen hides places that may be; classes that only others would widen are left.
func coarsen(t Table, r Rule, hidden []bool, may func(place int32) bool, by *tally) {
	s := suppression{Table: t, rule: r, hidden: hidden, may: may, known: map[string]bool{}, weight: t.weights(), tally: by}
	for s.step() {
	}
}

type suppression struct {
	Table
	rule   Rule
	hidden []bool
	may    func(place int32) bool // be hidden
	weight []int64                // units of each place
	known  map[string]bool        // whether a set of agencies keeps the rule
	tally  *tally
}

// weights are what hiding each place costs.
func (t Table) weights() []int64 {
	w := make([]int64, len(t.Country.Places))
	for _, c := range t.Cells {
		for a, held := range c.held {
			for _, p := range t.Country.Of[a] {
				w[p] += held
			}
		}
	}
	return w
}

// step hides agencies that break the rule alone, or else widens one class that breaks
// it; false when none does.
func (s *suppression) step() bool {
	classes := s.Country.classes(s.hidden)
	var alone bool
	var broken []class
	for _, c := range classes {
		if len(c.shown) == 0 || s.keeps(c.agencies) {
			continue
		}
		if a := c.agencies[0]; !s.hidden[a] && s.may(a) {
			s.hidden[a], alone = true, true
		} else {
			broken = append(broken, c)
		}
	}
	if alone {
		return true
	}
	for _, c := range broken {
		if s.widen(classes, c) {
			return true
		}
	}
	return false
}

// widen hides what tells a class from another one: first an agency alike, the smallest
// that has units, else the places that tell it from the class which costs least. False
// when nothing that tells of it may be hidden.
func (s *suppression) widen(classes []class, c class) bool {
	mayNot := func(p int32) bool { return !s.may(p) }
	var best []int32
	var cost int64
	for _, other := range classes {
		apart := difference(c.shown, other.shown)
		if len(apart) == 0 || slices.ContainsFunc(apart, mayNot) || s.unitsOf(other.agencies) == 0 {
			continue
		}
		var w int64
		for _, p := range apart {
			w += s.weight[p]
		}
		if best == nil || cmp.Or(cmp.Compare(territories(apart, s.Country), territories(best, s.Country)), cmp.Compare(w, cost)) < 0 {
			best, cost = apart, w
		}
	}
	if i := slices.IndexFunc(c.shown, s.may); best == nil && i >= 0 { // nothing else in the country
		best = c.shown[i : i+1]
	}
	for _, p := range best {
		s.hidden[p] = true
	}
	return len(best) > 0
}

func (s *suppression) unitsOf(agencies []int32) (n int64) {
	for _, a := range agencies {
		n += s.weight[a]
	}
	return n
}

// territories counts the places that are no agencies.
func territories(places []int32, c *Country) (n int) {
	for _, p := range places {
		if int(p) >= c.Agencies {
			n++
		}
	}
	return n
}

// difference is what is in one list only; both are ascending.
func difference(a, b []int32) []int32 {
	var d []int32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			d, a = append(d, a[0]), a[1:]
		default:
			d, b = append(d, b[0]), b[1:]
		}
	}
	return append(append(d, a...), b...)
}

// keeps tells whether agencies together keep the rule in every cell.
func (s *suppression) keeps(agencies []int32) bool {
	key := make([]byte, 0, 4*len(agencies))
	for _, a := range agencies {
		key = append(key, byte(a), byte(a>>8), byte(a>>16), byte(a>>24))
	}
	if kept, known := s.known[string(key)]; known {
		return kept
	}
	kept := true
	for _, c := range s.Cells {
		if !c.keeps(s.tally, s.rule, s.Facet, agencies) {
			kept = false
			break
		}
	}
	s.known[string(key)] = kept
	return kept
}
