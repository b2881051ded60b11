package disclosure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The rule is kept, with insiders, when it is by the units of all agencies and by those of
// all but each one.
func TestKeepsWithInsiders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var units []Unit
		for range rapid.IntRange(0, 25).Draw(t, "units") {
			u := drawUnit(t, int32(rapid.IntRange(0, 3).Draw(t, "agency")), 0).Unit
			u.Establishment %= 8
			units = append(units, u)
		}
		f := Facet{Kind: rapid.SampledFrom([]Kind{Rate, Ratio}).Draw(t, "kind"), Persons: rapid.Bool().Draw(t, "persons")}
		plain := insiderRule
		plain.Insiders = false
		want := plain.Keeps(f, units)
		for a := range int32(4) {
			others := slices.DeleteFunc(slices.Clone(units), func(u Unit) bool { return u.Agency == a })
			want = want && plain.Keeps(f, others)
		}
		if got := insiderRule.Keeps(f, units); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
