package pools

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// An offer is for a person exactly when the person is in its pool, with the same
// score, parts and reasons.
func TestMatchesArePoolsReadTheOtherWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, near := drawWorld(t), rapid.Bool().Draw(t, "near trades")
		ix := buildIndex(t, w.offers, w.seekers, w.applied...)
		want := map[string]map[string]Candidate{}
		for _, o := range w.offers {
			for _, c := range whole(t, ix, o.ID, Query{NearTrades: near, Limit: 500}) {
				if want[c.JobSeekerID] == nil {
					want[c.JobSeekerID] = map[string]Candidate{}
				}
				want[c.JobSeekerID][o.ID] = c
			}
		}
		for _, j := range w.seekers {
			got := map[string]Candidate{}
			var last *Match
			q := MatchQuery{NearTrades: near, Limit: rapid.IntRange(1, 3).Draw(t, "limit")}
			for {
				m, ok, err := ix.Matches(j.ID, q)
				if !ok || err != nil || m.Size != len(want[j.ID]) || m.JobSeekerID != j.ID {
					t.Fatalf("offers for %s: ok %v, err %v, size %d, want %d", j.ID, ok, err, m.Size, len(want[j.ID]))
				}
				for _, row := range m.Rows {
					if last != nil && (row.Match.Score > last.Match.Score || row.Match.Score == last.Match.Score && orInfinity(row.Match.DistanceKm) < orInfinity(last.Match.DistanceKm)) {
						t.Fatalf("%+v after %+v", row, last)
					}
					got[row.Offer.ID] = row.Match
					last = &row
				}
				if m.Next == nil {
					break
				}
				q.After = *m.Next
			}
			if diff := cmp.Diff(want[j.ID], got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("offers for %s (-pools +matches):\n%s", j.ID, diff)
			}
		}
	})
}

func TestMatchesOfNobody(t *testing.T) {
	j := cook()
	j.Agency = "AG1"
	ix := buildIndex(t, []OpenOffer{cookOffer()}, []JobSeeker{j})
	for name, c := range map[string]struct {
		id       string
		agencies []string
		ok       bool
	}{
		"mine": {"P1", []string{"AG1"}, true}, "of everybody": {"P1", nil, true}, "unknown": {"P2", nil, false}, "of another agency": {"P1", []string{"AG2"}, false}, "of no agency": {"P1", []string{}, false},
	} {
		if m, ok, err := ix.Matches(c.id, MatchQuery{Agencies: c.agencies}); ok != c.ok || err != nil || ok != (len(m.Rows) == 1) {
			t.Errorf("%s: ok %v, err %v, %d rows", name, ok, err, len(m.Rows))
		}
	}
	for _, after := range []string{"é", "AAAA", "AAAAAAAAAAAAAAAA"} {
		if _, ok, err := ix.Matches("P1", MatchQuery{After: after}); !ok || !errors.Is(err, ErrBadCursor) {
			t.Errorf("cursor %q: ok %v, err %v", after, ok, err)
		}
	}
	if !slices.IsSorted(ix.reverse.byHash) { // one person
		t.Error("not sorted")
	}
}
