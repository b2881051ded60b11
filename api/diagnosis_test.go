package api

import (
	"errors"
	"slices"
	"testing"

	"vigie/analytics"
	"vigie/analytics/diagnosis"
)

// A diagnosis is for who works in the agency of the offer, with counts of persons by what they
// may be told, and for who sees everything, exactly.
func TestDiagnosisIsForWhoWorksInTheAgency(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	offers, _, err := snap.Offers(analytics.OfferQuery{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(offers, func(o analytics.OfferRow) bool { return o.Agency != nil })
	offer := offers[at]
	for _, c := range []struct {
		caller Caller
		step   int
		want   error
	}{
		{Caller{ID: "all", Persons: true}, 1, nil},
		{Caller{ID: "advisor", Persons: true, Agencies: []string{*offer.Agency}}, 5, nil},
		{Caller{ID: "neighbour", Persons: true, Agencies: []string{"NONE"}}, 0, ErrForbidden},
		{Caller{ID: "analyst"}, 0, ErrForbidden},
		{Caller{}, 0, ErrUnauthenticated},
	} {
		x := &exchange{caller: c.caller, snapshot: snap}
		a, err := diagnosisOf(x, offer.ID)
		if !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.caller, err, c.want)
		}
		if err == nil {
			checkCounts(t, a, c.step)
		}
	}
}

// checkCounts holds that a count of persons is a multiple of the step, or hidden.
func checkCounts(t *testing.T, a diagnosis.Answer, step int) {
	t.Helper()
	if a.Market.JobSeekers.Step != step {
		t.Errorf("step %d, want %d", a.Market.JobSeekers.Step, step)
	}
	m, p := a.Market, a.Position.Applications
	for _, n := range []diagnosis.Whole{m.JobSeekers.Agency, m.JobSeekers.Basin, m.JobSeekers.Department, m.Ready, p.Waiting, p.Retained, p.Refused, p.Declined, p.Absent, p.Dropped} {
		if (n.Value == nil) == (n.Reason == nil) || n.Value != nil && (*n.Value%step != 0 || *n.Value < step && step > 1) {
			t.Errorf("a count of %+v by %d", n, step)
		}
	}
}

// Open offers have a diagnosis, that is sound whatever the offer; an unknown one, and one that found somebody, say why they have none.
func TestDiagnosesOfTheNight(t *testing.T) {
	snap, release := fixture(t).Acquire()
	defer release()
	limit := 100
	if everything() {
		limit = 500
	}
	offers, _, err := snap.Offers(analytics.OfferQuery{Limit: limit})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	x := &exchange{caller: Caller{ID: "all", Persons: true}, snapshot: snap}
	for _, o := range offers {
		a, err := diagnosisOf(x, o.ID)
		if err != nil {
			t.Fatalf("%s: %v", o.ID, err)
		}
		for _, d := range a.Difficulties {
			found[d.Difficulty]++
		}
	}
	if len(found) < 5 {
		t.Errorf("difficulties of %d offers: %v", len(offers), found)
	}
	if _, err := snap.Diagnosis("NONE", 1); !errors.Is(err, analytics.ErrUnknownOffer) {
		t.Errorf("an unknown offer: %v", err)
	}
	closed, _, err := snap.Offers(analytics.OfferQuery{State: analytics.StateClosed, Limit: limit})
	if err != nil {
		t.Fatal(err)
	}
	without := 0
	for _, o := range closed {
		if _, err := snap.Diagnosis(o.ID, 1); errors.Is(err, analytics.ErrNoDiagnosis) {
			without++
		} else if err != nil {
			t.Errorf("%s: %v", o.ID, err)
		}
	}
	if without == 0 || without == len(closed) {
		t.Errorf("%d of %d closed offers have no diagnosis", without, len(closed))
	}
}
