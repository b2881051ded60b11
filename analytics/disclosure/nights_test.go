package disclosure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ten nights with late records and corrections: who has kept every table, and knows which
// figures moved, recovers no figure of an agency that was never shown, were it as nothing.
func TestNothingIsRecoveredOverTenNights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const nights = 10
		w := drawWorld(t)
		f, sum := rapid.IntRange(0, len(w.facets)-1).Draw(t, "facet"), rapid.IntRange(0, sums-1).Draw(t, "sum")
		var read tables
		var before *Decision
		wasShown := make([]bool, w.country.Agencies)
		moved := map[[2]int]int{}
		version := func(agency int32, month int) int { return moved[[2]int{int(agency), month}] }
		for night := range nights {
			if night > 0 {
				for range rapid.IntRange(0, 3).Draw(t, "moves") {
					w.move(t, func(agency int32, month int) { moved[[2]int{int(agency), month}]++ })
				}
			}
			d := Decide(w.country, worldPlan, worldRule, BlockOf("2026-09"), before, w.facts())
			before = &d
			read.read(w, f, sum, d, version)
			for a := range wasShown {
				wasShown[a] = wasShown[a] || !d.Whole[a] || !d.Months[a]
			}
			w.markNothing(f, sum, d, wasShown)
		}
		hidden := slices.DeleteFunc(w.breaking(worldRule, f, sum, none), func(q question) bool {
			return int(q.place) >= w.country.Agencies || wasShown[q.place]
		})
		if len(hidden) == 0 {
			return
		}
		a := read.attacker()
		for _, q := range rapid.SliceOfN(rapid.SampledFrom(hidden), 1, 3).Draw(t, "targets") {
			bounds, err := a.Bounds(read.holding(func(k where) bool { return q.holds(k) && k.version == version(k.agency, k.month) }))
			if err != nil {
				t.Fatal(err)
			}
			if bounds.Width() == 0 {
				t.Fatalf("%s is %d", q.name, bounds.Low)
			}
		}
	})
}

// markNothing marks the agencies that are seen to have nothing in a month or in the quarter,
// as all that no figure tells apart have together.
func (w world) markNothing(f, sum int, d Decision, known []bool) {
	mark := func(hidden []bool, holds func(month int) bool) {
		for _, c := range w.country.classes(hidden) {
			var n int64
			for _, u := range w.units[f] {
				if slices.Contains(c.agencies, u.Agency) && holds(u.month) {
					n += w.facets[f].sums(u.Unit)[sum]
				}
			}
			for _, a := range c.agencies {
				known[a] = known[a] || len(c.shown) > 0 && n == 0
			}
		}
	}
	mark(d.Whole, func(int) bool { return true })
	for month := range 3 {
		mark(d.Months, func(m int) bool { return m == month })
	}
}

// move adds a late unit, or corrects one away.
func (w *world) move(t *rapid.T, moved func(agency int32, month int)) {
	f := rapid.IntRange(0, len(w.facets)-1).Draw(t, "moved facet")
	w.units = slices.Clone(w.units)
	if n := len(w.units[f]); n > 0 && rapid.IntRange(0, 3).Draw(t, "correction") == 0 {
		i := rapid.IntRange(0, n-1).Draw(t, "corrected")
		u := w.units[f][i]
		moved(u.Agency, u.month)
		w.units[f] = slices.Delete(slices.Clone(w.units[f]), i, i+1)
		return
	}
	u := drawUnit(t, int32(rapid.IntRange(0, w.country.Agencies-1).Draw(t, "agency")), rapid.IntRange(0, 2).Draw(t, "month"))
	moved(u.Agency, u.month)
	w.units[f] = append(slices.Clone(w.units[f]), u)
}

// Where the facets that moved keep the rule in what the night before shows, so do the others:
// all of them decided again would hide nothing more. Facets that did not move are then not read.
func TestWhatDidNotMoveKeepsTheRule(t *testing.T) {
	same := 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		plan, rule := worldPlan, worldRule
		if rapid.Bool().Draw(t, "staff") {
			plan, rule = coarsePlan, insiderRule
		}
		block := BlockOf("2026-09")
		before := Decide(w.country, plan, rule, block, nil, w.facts())
		f := rapid.IntRange(0, len(w.facets)-1).Draw(t, "moved")
		for range rapid.IntRange(0, 3).Draw(t, "moves") {
			u := drawUnit(t, int32(rapid.IntRange(0, w.country.Agencies-1).Draw(t, "agency")), rapid.IntRange(0, 2).Draw(t, "month"))
			w.units[f] = append(w.units[f], u)
		}
		rows := func(d Decision) []Row { return d.Rows(w.country, plan, "offers") }
		moved := Decide(w.country, plan, rule, block, &before, w.facts()[f:f+1])
		if !slices.Equal(rows(moved), rows(before)) {
			return
		}
		same++
		if all := Decide(w.country, plan, rule, block, &before, w.facts()); !slices.Equal(rows(all), rows(before)) {
			t.Fatalf("all of them hide %v, %v was hidden", rows(all), rows(before))
		}
	})
	if same == 0 {
		t.Error("every world hid more")
	}
}
