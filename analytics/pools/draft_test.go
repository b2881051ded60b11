package pools

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// skillsOf says of each skill that an offer asks what pools.skill would.
func skillsOf(o OpenOffer) (all []Skill) {
	for _, key := range slices.Concat(o.RequiredSkills, o.WishedSkills) {
		same := naiveSame([]string{key})[0]
		label := "label of " + same
		if same == "s8" || same == "s9" {
			label = same // the night has none for these
		}
		all = append(all, Skill{Key: key, Label: label})
	}
	return all
}

// A draft has the pool that it would have as a stored offer, whether the night knew
// its words or not.
func TestADraftHasThePoolOfTheOfferItWouldBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuery(t)
		o := w.offers[0]
		if rapid.Bool().Draw(t, "unheard of") {
			o.Rome, o.RequiredLicences = "R9", append(o.RequiredLicences, "unheard")
			o.RequiredSkills, o.WishedSkills = append(o.RequiredSkills, "s9"), append(o.WishedSkills, "s8")
			o.NearRomes = append(o.NearRomes, "R8")
		}
		known := buildIndex(t, append([]OpenOffer{o}, w.offers[1:]...), w.seekers, w.applied...)
		want := ask(t, known, o.ID, q)
		want.Candidates = whole(t, known, o.ID, q)
		for name, stored := range map[string][]OpenOffer{"of an offer": w.offers, "alone": w.offers[1:]} {
			draft := o
			if name == "alone" {
				draft.ID = ""
			}
			ix := buildIndex(t, stored, w.seekers, w.applied...)
			got, err := ix.Draft(draft, skillsOf(o), q)
			for p := got; err == nil && p.Next != nil; got.Candidates = append(got.Candidates, p.Candidates...) {
				q := q
				q.After = *p.Next
				p, err = ix.Draft(draft, skillsOf(o), q)
			}
			if err != nil {
				t.Fatal(err)
			}
			ignored := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Pool{}, "Next"), cmpopts.IgnoreFields(Offer{}, "ID")}
			if name == "alone" {
				ignored = append(ignored, cmpopts.IgnoreFields(Candidate{}, "Applied"))
			}
			if diff := cmp.Diff(want, got, ignored); diff != "" {
				t.Fatalf("draft %s (-stored +draft):\n%s", name, diff)
			}
		}
	})
}

// A cursor is of one draft: another one starts again.
func TestACursorIsOfOneDraft(t *testing.T) {
	var two []JobSeeker
	for i := range 2 {
		j := cook()
		j.ID = fmt.Sprint("P", i)
		two = append(two, j)
	}
	ix := buildIndex(t, nil, two)
	o := cookOffer()
	first, err := ix.Draft(o, nil, Query{Limit: 1, NearTrades: true})
	if err != nil || first.Next == nil {
		t.Fatalf("%+v, %v", first, err)
	}
	q := Query{Limit: 1, NearTrades: true, After: *first.Next}
	at := *o.Point
	o.Point = &at // the same place from another hand
	if p, err := ix.Draft(o, nil, q); err != nil || len(p.Candidates) != 1 || p.Candidates[0].JobSeekerID == first.Candidates[0].JobSeekerID {
		t.Errorf("second page: %+v, %v", p, err)
	}
	o.Salary++
	if _, err := ix.Draft(o, nil, q); !errors.Is(err, ErrBadCursor) {
		t.Errorf("another draft: %v", err)
	}
}
