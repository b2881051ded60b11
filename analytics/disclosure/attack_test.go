package disclosure

import (
	"testing"

	"pgregory.net/rapid"
)

// No figure of a place, by the month, the quarter or a value, that breaks the rule is
// bounded within the rule's threshold, by whoever reads every table.
func TestNothingIsRecovered(t *testing.T) {
	for _, c := range []struct {
		name string
		plan Plan
		rule Rule
	}{{"months", worldPlan, worldRule}, {"quarters", coarsePlan, worldRule}, {"insiders", worldPlan, insiderRule}} {
		t.Run(c.name, rapid.MakeCheck(func(t *rapid.T) {
			w := drawWorld(t)
			d := Decide(w.country, c.plan, c.rule, BlockOf("2026-09"), nil, w.facts())
			f, sum := rapid.IntRange(0, len(w.facets)-1).Draw(t, "facet"), rapid.IntRange(0, sums-1).Draw(t, "sum")
			var read tables
			read.read(w, f, sum, d, still)
			insider := int32(none)
			if c.rule.Insiders {
				insider = int32(rapid.IntRange(0, w.country.Agencies-1).Draw(t, "insider"))
				read.know(insider)
			}
			targets := w.breaking(c.rule, f, sum, insider)
			if len(targets) == 0 {
				return
			}
			a := read.attacker()
			for _, target := range rapid.SliceOfN(rapid.SampledFrom(targets), 1, 5).Draw(t, "targets") {
				bounds, err := a.Bounds(read.holding(target.holds))
				if err != nil {
					t.Fatal(err)
				}
				if bounds.Width() < int64(c.rule.Establishments) {
					t.Fatalf("%s is between %d and %d", target.name, bounds.Low, bounds.High)
				}
			}
		}))
	}
}

// question is cells that an attacker asks the sum of.
type question struct {
	name  string
	place int32
	holds func(where) bool
}

func (q question) String() string { return q.name }

// breaking are the sums of places, by the month, the quarter and the value, that break the
// rule, but for those of places of which an insider knows a part.
func (w world) breaking(rule Rule, f, sum int, insider int32) []question {
	periods := []question{{name: "quarter", holds: func(where) bool { return true }}}
	for m := range 3 {
		periods = append(periods, question{name: BlockOf("2026-09").Months[m], holds: func(k where) bool { return k.month == m }})
	}
	for _, v := range worldValues {
		periods = append(periods, question{name: v, holds: func(k where) bool { return k.value == v }})
	}
	var all []question
	for p := range int32(len(w.country.Places)) {
		in := w.members(p)
		if in[insider] {
			continue
		}
		for _, q := range periods {
			holds := func(k where) bool { return in[k.agency] && q.holds(k) }
			var units []Unit
			for _, u := range w.units[f] {
				if holds(where{u.Agency, u.month, u.value, 0}) {
					units = append(units, u.Unit)
				}
			}
			if rule.breaks(w.facets[f], sum, makersOf(w.facets[f], units)) {
				all = append(all, question{w.country.Places[p].Code + " in " + q.name, p, holds})
			}
		}
	}
	return all
}
