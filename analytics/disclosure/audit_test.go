package disclosure

import (
	"testing"

	"pgregory.net/rapid"
)

// The audit finds nothing in what was decided, and finds what a careless decision shows.
func TestAudit(t *testing.T) {
	careful, careless, found := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		facts := w.facts()
		d := Decide(w.country, worldPlan, worldRule, BlockOf("2026-09"), nil, facts)
		report := Audit(w.country, worldRule, d, facts, 1)
		if len(report.Findings) > 0 || report.Unsolved > 0 {
			t.Fatalf("%d not solved, found %v", report.Unsolved, report.Findings)
		}
		careful += report.Attacked
		d = worldPlan.Start(w.country, BlockOf("2026-09"))
		for a := range int32(w.country.Agencies) { // primary suppression alone, of one month
			of := []Unit{}
			for i, u := range facts[0].units {
				if u.Agency == a && facts[0].month[i] == 0 {
					of = append(of, u)
				}
			}
			if !worldRule.Keeps(worldFacets[0], of) {
				d.Months[a], d.Whole[a] = true, true
			}
		}
		report = Audit(w.country, worldRule, d, facts[:1], 2)
		careless += report.Attacked
		found += len(report.Findings)
	})
	if careful == 0 || found == 0 {
		t.Errorf("%d sums attacked of careful decisions; %d of careless ones, %d found", careful, careless, found)
	}
}
