package disclosure

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Nights between which agencies move to other directorates and departments, all their past
// with them: who has kept every table sets the territories as they were against those of
// today, and recovers no figure of an agency that was never shown.
func TestNothingIsRecoveredOfAgenciesThatMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f, sum := rapid.IntRange(0, len(w.facets)-1).Draw(t, "facet"), rapid.IntRange(0, sums-1).Draw(t, "sum")
		block := BlockOf("2026-09")
		var read tables
		var handedOn []Row
		wasShown := make([]bool, w.country.Agencies)
		for night := range 5 {
			if night > 0 {
				w.reorganise(t, fmt.Sprintf("2026-10-%02d", 1+night))
			}
			before := worldPlan.Start(w.country, block)
			for _, r := range handedOn {
				before.Hide(w.country, r)
			}
			d := Decide(w.country, worldPlan, worldRule, block, &before, w.facts())
			handedOn = d.Rows(w.country, worldPlan, "bundle")
			read.read(w, f, sum, d, still)
			for a := range wasShown {
				wasShown[a] = wasShown[a] || !d.Whole[a] || !d.Months[a]
			}
		}
		hidden := slices.DeleteFunc(w.breaking(worldRule, f, sum, none), func(q question) bool {
			return int(q.place) >= w.country.Agencies || wasShown[q.place]
		})
		if len(hidden) == 0 {
			return
		}
		a := read.attacker()
		for _, q := range rapid.SliceOfN(rapid.SampledFrom(hidden), 1, 3).Draw(t, "targets") {
			bounds, err := a.Bounds(read.holding(q.holds))
			if err != nil {
				t.Fatal(err)
			}
			if bounds.Width() < int64(worldRule.Establishments) {
				t.Fatalf("%s is between %d and %d", q.name, bounds.Low, bounds.High)
			}
		}
	})
}

// reorganise moves up to two agencies to another directorate or department, on a day.
func (w *world) reorganise(t *rapid.T, day string) {
	was := slices.DeleteFunc(slices.Clone(w.belongs), func(m Membership) bool { return m.Until != "" })
	is := slices.Clone(was)
	changed := map[Place]bool{}
	for range rapid.IntRange(0, 2).Draw(t, "moves") {
		i := rapid.IntRange(0, len(is)-1).Draw(t, "moved")
		if is[i].Level != "directorate" && is[i].Level != "department" {
			continue
		}
		to := rapid.SampledFrom(is).Filter(func(m Membership) bool { return m.Level == is[i].Level }).Draw(t, "to").Code
		if rapid.IntRange(0, 3).Draw(t, "new") == 0 {
			to = "new " + day
		}
		if to != is[i].Code {
			changed[Place{is[i].Level, is[i].Code}], changed[Place{is[i].Level, to}] = true, true
			is[i].Code = to
		}
	}
	all := slices.DeleteFunc(slices.Clone(w.belongs), func(m Membership) bool { return m.Until == "" })
	for i := range all {
		all[i].Had = ""
	}
	for _, m := range was {
		if changed[Place{m.Level, m.Code}] {
			all = append(all, Membership{Agency: m.Agency, Level: m.Level, Code: m.Code + "|" + day, Until: day, Had: m.Code})
		}
	}
	for i := range is {
		is[i].New = changed[Place{is[i].Level, is[i].Code}]
	}
	w.belongs = append(all, is...)
	w.country = NewCountry(w.belongs)
}
