package disclosure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Keeps tells whether the sums of units keep the rule.
func (r Rule) Keeps(f Facet, units []Unit) bool {
	c := &Country{}
	for _, u := range units {
		c.Agencies = max(c.Agencies, int(u.Agency)+1)
	}
	var all []int32
	for a := range int32(c.Agencies) {
		all = append(all, a)
	}
	cell := NewCell(c, f, units)
	return cell.keeps(&tally{}, r, f, all)
}

// The rule is kept, with insiders, when it is by the units of all agencies and by those of
// all but each one.
func TestKeepsWithInsiders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var units []Unit
		for range rapid.IntRange(0, 25).Draw(t, "units") {
			u := drawUnit(t, int32(rapid.IntRange(0, 3).Draw(t, "agency")), 0).Unit
			if u.Establishment %= 8; rapid.Bool().Draw(t, "own") { // of no other agency
				u.Establishment += 8 * uint32(1+u.Agency)
			}
			units = append(units, u)
		}
		f := Facet{Kind: rapid.SampledFrom([]Kind{Rate, Ratio}).Draw(t, "kind"), Persons: rapid.Bool().Draw(t, "persons")}
		plain := insiderRule
		plain.Insiders = false
		want := plain.holds(f, makersOf(f, units))
		for a := range int32(4) {
			others := slices.DeleteFunc(slices.Clone(units), func(u Unit) bool { return u.Agency == a })
			want = want && plain.holds(f, makersOf(f, others))
		}
		if got := insiderRule.Keeps(f, units); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
