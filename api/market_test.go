package api

import (
	"testing"

	"vigie/analytics/market"
)

// No count of persons under the caller's threshold is shown, of a trade anywhere; what
// is shown is what one who may see everything is shown.
func TestMarketsAreAsTheCallerMaySeeThem(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	market := func(c Caller, rome, level, code string) (market.Answer, error) {
		return marketOf(t.Context(), &exchange{snapshot: snap, caller: c}, rome, level, code)
	}
	callers := map[int64]Caller{5: {ID: "advisor", Persons: true, Agencies: []string{"75001"}}, 11: {ID: "analyst"}}
	shown, hidden := 0, 0
	for _, rome := range []string{"M1607", "D1106", "K1304", "N1103", "G1602"} {
		for _, place := range [][2]string{{"country", "FR"}, {"region", "11"}, {"region", "84"}, {"department", "75"}, {"department", "07"}} {
			all, err := market(Caller{ID: "all", Persons: true}, rome, place[0], place[1])
			if err != nil {
				continue // nothing is known of it
			}
			for least, c := range callers {
				a, err := market(c, rome, place[0], place[1])
				if err != nil {
					t.Fatal(err)
				}
				counts := [][2]*int64{{a.Hires.Offers, all.Hires.Offers}, {a.Hires.Positions, all.Hires.Positions}, {a.JobSeekers.Portfolio, all.JobSeekers.Portfolio}}
				for i, n := range a.Neighbours {
					counts = append(counts, [2]*int64{n.Hires, all.Neighbours[i].Hires}, [2]*int64{n.Portfolio, all.Neighbours[i].Portfolio})
				}
				for i, n := range a.NearTrades {
					counts = append(counts, [2]*int64{n.Hires, all.NearTrades[i].Hires}, [2]*int64{n.Portfolio, all.NearTrades[i].Portfolio})
				}
				for _, pair := range counts {
					if pair[0] == nil {
						hidden++
						continue
					}
					if shown++; *pair[0] != *pair[1] || *pair[0] > 0 && *pair[0] < least {
						t.Errorf("%s in %v: %s is told of %d persons, %d in fact", rome, place, c.ID, *pair[0], *pair[1])
					}
				}
			}
		}
	}
	t.Logf("%d counts shown, %d hidden", shown, hidden)
	if shown == 0 || hidden == 0 {
		t.Errorf("%d counts shown, %d hidden", shown, hidden)
	}
}
