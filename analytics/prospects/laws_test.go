package prospects

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/analytics/pools"
)

func prospectsOf(t fataler, ix *Index, agency string, limit int) (all []Prospect) {
	t.Helper()
	q := Query{Limit: limit}
	for {
		p, ok, err := ix.Prospects(agency, q)
		if !ok || err != nil {
			t.Fatal(agency, ok, err)
		}
		if all = append(all, p.Rows...); p.Next == nil {
			if len(all) != p.Size {
				t.Fatal(len(all), "rows, size", p.Size)
			}
			return all
		}
		q.After = *p.Next
	}
}

func promotionsOf(t fataler, ix *Index, w world, agency string, limit int) (all []Promotion) {
	t.Helper()
	q := Query{Limit: limit}
	for {
		p, ok, err := ix.Promotions(agency, w.portfolio(), 100, q)
		if !ok || err != nil {
			t.Fatal(agency, ok, err)
		}
		if all = append(all, p.Rows...); p.Next == nil {
			if len(all) != p.Size {
				t.Fatal(len(all), "rows, size", p.Size)
			}
			return all
		}
		q.After = *p.Next
	}
}

func TestProspectsAgreeWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := build(t, w)
		for _, agency := range []string{"AG1", "AG2"} {
			want := []naiveProspect{}
			want = append(want, w.prospectsOf(agency)...)
			got := []naiveProspect{}
			for _, p := range prospectsOf(t, ix, agency, rapid.IntRange(1, 4).Draw(t, "limit")) {
				got = append(got, naiveProspect{p.Siret, millionth(p.ExpectedHires)})
				sum := 0.0
				for _, d := range p.Trades {
					sum += d.ExpectedHires
				}
				if millionth(sum) != millionth(p.ExpectedHires) || len(p.Reasons) < 2 || len(p.Trades) == 0 {
					t.Fatalf("%+v: its trades make %v", p, sum)
				}
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(naiveProspect{})); diff != "" {
				t.Fatalf("%s (-oracle +index):\n%s", agency, diff)
			}
		}
	})
}

func TestPromotionsAgreeWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := build(t, w)
		for _, agency := range []string{"AG1", "AG2"} {
			check := func(want naivePromotion, p Promotion) {
				calls := []naiveCall{}
				for _, c := range p.Establishments {
					calls = append(calls, naiveCall{c.Siret, c.DistanceKm, c.Need.ExpectedHires})
				}
				if diff := cmp.Diff(append([]naiveCall{}, want.calls...), calls, cmp.AllowUnexported(naiveCall{})); diff != "" {
					t.Fatalf("%s (-oracle +index):\n%s", p.JobSeekerID, diff)
				}
				if p.JobSeekerID != want.id || p.Rome != want.rome || p.Months != want.months || millionth(p.ExpectedHires) != want.expected || len(p.Reasons) == 0 {
					t.Fatalf("%+v, want %+v", p, want)
				}
			}
			want := w.promotionsOf(agency)
			got := promotionsOf(t, ix, w, agency, rapid.IntRange(1, 4).Draw(t, "limit"))
			if len(want) != len(got) {
				t.Fatalf("%d persons, want %d", len(got), len(want))
			}
			for i, p := range got {
				check(want[i], p)
			}
			for _, p := range w.persons {
				one, ok := ix.Promotion(agency, p.Person, 100)
				if !ok || len(one.Rows) != 1 || (one.Size == 1) != (one.Rows[0].Rome != "") {
					t.Fatalf("%+v", one)
				}
				check(w.promote(agency, p), one.Rows[0])
			}
		}
	})
}

// Each expectation lies between what the establishment did and what its like do, in a
// year; one more hire never lowers a prospect, and an open offer takes it off the list.
func TestLawsOfProspects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := build(t, w)
		for n := range ix.all {
			ix.each(uint32(n), func(d need) {
				own, likes := float64(d.hires)/2, ix.all[n].sectorHires*d.sector.share/2
				if e := units(d.expected); e < min(own, likes)-1e-6 || e > max(own, likes)+1e-6 {
					t.Fatalf("%v expected, between %v and %v", e, own, likes)
				}
			})
		}
		if len(w.hirings) == 0 {
			return
		}
		more := w
		more.hirings = slices.Clone(w.hirings)
		i := rapid.IntRange(0, len(w.hirings)-1).Draw(t, "more")
		more.hirings[i].Hires++
		place := func(all []Prospect) int {
			return slices.IndexFunc(all, func(p Prospect) bool { return p.Siret == w.hirings[i].Siret })
		}
		for _, agency := range []string{"AG1", "AG2"} {
			before, after := place(prospectsOf(t, ix, agency, 500)), place(prospectsOf(t, build(t, more), agency, 500))
			if before >= 0 && (after < 0 || after > before) {
				t.Fatalf("one more hire moves %s from %d to %d", w.hirings[i].Siret, before, after)
			}
			open := w
			open.sources = slices.Clone(w.sources)
			for k := range open.sources {
				if open.sources[k].Siret == w.hirings[i].Siret {
					open.sources[k].OpenOffers++
				}
			}
			if place(prospectsOf(t, build(t, open), agency, 500)) >= 0 {
				t.Fatal("a prospect has an open offer")
			}
		}
	})
}

// A wider radius never takes an establishment off a person's list, nor lowers what is
// expected within it; the order of arrival moves nothing.
func TestLawsOfPromotions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := build(t, w)
		shuffled := w
		shuffled.sources = rapid.Permutation(w.sources).Draw(t, "sources")
		shuffled.hirings = rapid.Permutation(w.hirings).Draw(t, "hirings")
		shuffled.affinities = rapid.Permutation(w.affinities).Draw(t, "affinities")
		other := build(t, shuffled)
		for _, agency := range []string{"AG1", "AG2"} {
			if diff := cmp.Diff(promotionsOf(t, ix, w, agency, 100), promotionsOf(t, other, w, agency, 100)); diff != "" {
				t.Fatalf("promotions in another order:\n%s", diff)
			}
			if diff := cmp.Diff(prospectsOf(t, ix, agency, 100), prospectsOf(t, other, agency, 100)); diff != "" {
				t.Fatalf("prospects in another order:\n%s", diff)
			}
		}
		for _, p := range w.persons {
			near, _ := ix.Promotion("AG1", p.Person, 100)
			p.RadiusKm += rapid.IntRange(0, 900).Draw(t, "wider")
			far, _ := ix.Promotion("AG1", p.Person, 100)
			for _, c := range near.Rows[0].Establishments {
				if !slices.ContainsFunc(far.Rows[0].Establishments, func(d Call) bool { return d.Siret == c.Siret }) {
					t.Fatalf("%s is gone", c.Siret)
				}
			}
			if far.Rows[0].Rome == near.Rows[0].Rome && far.Rows[0].ExpectedHires < near.Rows[0].ExpectedHires {
				t.Fatalf("%v within a wider radius, %v before", far.Rows[0].ExpectedHires, near.Rows[0].ExpectedHires)
			}
		}
	})
}

func TestUnknownAgenciesAndForgedCursors(t *testing.T) {
	ix := build(t, world{})
	if _, ok, _ := ix.Prospects("NONE", Query{}); ok || ix.HasAgency("") || ix.HasAgency("NONE") || !ix.HasAgency("AG1") {
		t.Error("an agency that nobody knows")
	}
	if _, ok, _ := ix.Promotions("", nil, 0, Query{}); ok {
		t.Error("promotions of no agency")
	}
	if _, ok := ix.Promotion("NONE", pools.Person{}, 0); ok {
		t.Error("a promotion by nobody")
	}
	for _, after := range []string{"é", "AAAA", "AAAAAAAAAAAAAAAA"} {
		if _, _, err := ix.Prospects("AG1", Query{After: after}); !errors.Is(err, pools.ErrBadCursor) {
			t.Errorf("cursor %q: %v", after, err)
		}
		if _, _, err := ix.Promotions("AG1", world{}.portfolio(), 0, Query{After: after}); !errors.Is(err, pools.ErrBadCursor) {
			t.Errorf("cursor %q: %v", after, err)
		}
	}
}
