package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"testing"

	"vigie/analytics"
	"vigie/analytics/prospects"
	"vigie/api/openapi"
)

// agenciesOf are those that offers are entrusted to.
func agenciesOf(t *testing.T, snap *analytics.Snapshot) (codes []string) {
	t.Helper()
	rows, _, err := snap.Offers(analytics.OfferQuery{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Agency != nil && !slices.Contains(codes, *r.Agency) {
			codes = append(codes, *r.Agency)
		}
	}
	return codes
}

// someAgency is an agency of the night that has persons to promote and establishments
// to call, and one of these persons.
func someAgency(t *testing.T, source Source) (agency, jobSeeker string) {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	persons, err := snap.Pools()
	if err != nil {
		t.Fatal(err)
	}
	ix, err := snap.Prospects()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range agenciesOf(t, snap) {
		p, ok, err := ix.Promotions(row, persons.Portfolio(row, nil), 0, prospects.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if q, _, _ := ix.Prospects(row, prospects.Query{}); ok && p.Size > 1 && q.Size > 1 {
			return row, p.Rows[0].JobSeekerID
		}
	}
	t.Fatal("no agency has anything to call")
	return "", ""
}

// A person's list is the one of the agency's; another agency's person is nobody, and
// another agency's portfolio is closed.
func TestPromotionsAreOfTheCallersAgencies(t *testing.T) {
	source := fixture(t)
	agency, jobSeeker := someAgency(t, source)
	s := newServer(t, Deps{Source: source})
	response, body := get(t, s.URL+"/v1/agencies/"+agency+"/promotions?job_seeker="+jobSeeker)
	follows(t, "/v1/agencies/"+agency+"/promotions", response, body)
	var one, all prospects.Promotions
	if err := json.Unmarshal([]byte(body), &one); err != nil || len(one.Rows) != 1 || one.Rows[0].JobSeekerID != jobSeeker || len(one.Rows[0].Establishments) == 0 {
		t.Fatalf("%d %s", response.StatusCode, body)
	}
	_, body = get(t, s.URL+"/v1/agencies/"+agency+"/promotions?limit=100")
	if err := json.Unmarshal([]byte(body), &all); err != nil || all.Rows[0].JobSeekerID != jobSeeker || len(all.Rows) != min(all.Size, 100) {
		t.Fatalf("%d rows of %d", len(all.Rows), all.Size)
	}

	snap, release := source.Acquire()
	defer release()
	asked := func(agencies []string, code string, person *string) (prospects.Promotions, error) {
		x := &exchange{op: &operation{id: "listPromotions"}, caller: Caller{ID: "advisor", Persons: true, Agencies: agencies}, snapshot: snap}
		answer, err := (&server{Deps: Deps{Audit: unrecorded{}}}).ListPromotions(context.WithValue(t.Context(), exchangeKey{}, x),
			openapi.ListPromotionsRequestObject{Code: code, Params: openapi.ListPromotionsParams{JobSeeker: person}})
		if err != nil {
			return prospects.Promotions{}, err
		}
		return prospects.Promotions(answer.(openapi.ListPromotions200JSONResponse)), nil
	}
	if p, err := asked([]string{agency}, agency, nil); err != nil || p.Size != all.Size {
		t.Errorf("the agency's own advisor: %d persons, %v", p.Size, err)
	}
	if _, err := asked([]string{}, agency, nil); !errors.Is(err, ErrForbidden) {
		t.Errorf("an advisor of another agency: %v", err)
	}
	other := "ZZ"
	for _, code := range agenciesOf(t, snap) {
		if ix, _ := snap.Prospects(); code != agency && ix.HasAgency(code) {
			other = code
		}
	}
	if _, err := asked(nil, other, &jobSeeker); !errors.Is(err, errNobody) {
		t.Errorf("a person of another agency: %v", err)
	}
}

// A prospect has no open entrusted offer, and a reason for each trade; pages follow.
func TestProspectsHaveNoOpenOffer(t *testing.T) {
	source := fixture(t)
	agency, _ := someAgency(t, source)
	s := newServer(t, Deps{Source: source})
	var seen []string
	for next := ""; ; {
		response, body := get(t, s.URL+"/v1/agencies/"+agency+"/prospects?limit=7"+next)
		var p prospects.Prospects
		if err := json.Unmarshal([]byte(body), &p); err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%d %s", response.StatusCode, body)
		}
		for _, row := range p.Rows {
			if slices.Contains(seen, row.Siret) || row.ExpectedHires <= 0 || len(row.Trades) == 0 || len(row.Reasons) < 2 || row.Company == "" || row.Place == "" {
				t.Errorf("%+v", row)
			}
			seen = append(seen, row.Siret)
		}
		for _, d := range p.Trades {
			if d.JobSeekers < 5 || d.JobSeekers%5 != 0 || d.RomeLabel == "" {
				t.Errorf("%+v", d)
			}
		}
		if p.Next == nil {
			if len(seen) != p.Size {
				t.Errorf("%d rows of %d", len(seen), p.Size)
			}
			break
		}
		next = "&cursor=" + *p.Next
	}
}
