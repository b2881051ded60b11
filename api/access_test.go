package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"vigie/analytics/pools"
	"vigie/api/openapi"
)

// trace is an audit that remembers, or fails.
type trace struct {
	fails error
	reads []Access
}

func (a *trace) Record(_ context.Context, read Access) error {
	a.reads = append(a.reads, read)
	return a.fails
}

// Every operation that only who reads persons may call records its read before a
// byte leaves, and answers nothing when that fails.
func TestReadsOfPersonsAreRecordedFirst(t *testing.T) {
	source := fixture(t)
	active, _ := someOffers(t, source)
	_, first := get(t, newServer(t, Deps{Source: source}).URL+"/v1/offers/"+active+"/pool?limit=1")
	var p pools.Pool
	if err := json.Unmarshal([]byte(first), &p); err != nil || len(p.Candidates) != 1 {
		t.Fatalf("nobody in the pool of %s: %v", active, err)
	}
	addresses := map[string]string{"listJobSeekerOffers": "/v1/job-seekers/" + p.Candidates[0].JobSeekerID + "/offers", "getPool": "/v1/offers/" + active + "/pool?limit=3", "getPoolFile": "/offres/" + active + "/vivier.csv", "getPoolPage": "/offres/" + active + "/vivier"}
	agency, _ := someAgency(t, source)
	addresses["listRecruiterAccounts"], addresses["getAccountsPage"] = "/v1/recruiter-accounts?limit=3", "/espaces-recruteur"
	addresses["listPromotions"] = "/v1/agencies/" + agency + "/promotions"
	bodies := map[string]string{"draftPool": `{"offer_id":"` + active + `","offer":{}}`}
	addresses["draftPool"] = "/v1/pool"
	read := func(s *httptest.Server, id string) (*http.Response, string) {
		if body := bodies[id]; body != "" {
			return post(t, s.URL+addresses[id], body)
		}
		return get(t, s.URL+addresses[id])
	}
	purposes := map[string]string{"listJobSeekerOffers": "", "listPromotions": purposePromotion, "listRecruiterAccounts": purposeAccounts, "getAccountsPage": purposeAccounts}
	audit := &trace{}
	s := newServer(t, Deps{Source: source, Audit: audit})
	broken := newServer(t, Deps{Source: source, Audit: &trace{fails: errors.New("disk full")}})
	for id, policy := range policies {
		if policy.Allow(Caller{ID: "analyst"}) == nil || policy.Allow(Caller{ID: "advisor", Persons: true}) != nil {
			continue
		}
		audit.reads = nil
		response, body := read(s, id)
		if response.StatusCode != http.StatusOK || len(audit.reads) != 1 {
			t.Fatalf("%s: status %d, %d reads recorded", id, response.StatusCode, len(audit.reads))
		}
		seen := audit.reads[0]
		if seen.Caller != "local" || seen.Operation != id || (seen.Purpose != active && purposes[id] != seen.Purpose) || seen.Snapshot == "" || len(seen.Subjects) == 0 {
			t.Errorf("%s: recorded %+v", id, seen)
		}
		for _, pseudonym := range seen.Subjects {
			if !strings.Contains(body, pseudonym) {
				t.Errorf("%s: %s was recorded and not shown", id, pseudonym)
			}
		}
		response, refused := read(broken, id)
		if response.StatusCode != http.StatusServiceUnavailable || names(strings.ReplaceAll(refused, addresses[id], ""), seen.Subjects) {
			t.Errorf("%s: status %d when the read can't be recorded: %s", id, response.StatusCode, refused)
		}
		if bodies[id] != "" {
			continue
		}
		audit.reads = nil
		response, _ = get(t, s.URL+addresses[id], "If-None-Match", "*")
		if response.StatusCode != http.StatusNotModified || len(audit.reads) != 0 {
			t.Errorf("%s: status %d, %d reads recorded where nothing leaves", id, response.StatusCode, len(audit.reads))
		}
	}
}

// names tells whether a text holds one of the pseudonyms.
func names(text string, pseudonyms []string) bool {
	return slices.ContainsFunc(pseudonyms, func(p string) bool { return strings.Contains(text, p) })
}

// An advisor sees the persons of his agencies; an analyst sees levers by fives.
func TestPersonsOutsideAreCounts(t *testing.T) {
	source := fixture(t)
	active, _ := someOffers(t, source)
	snap, release := source.Acquire()
	defer release()
	s := &server{Deps: Deps{Audit: unrecorded{}}}
	as := func(c Caller) context.Context {
		return context.WithValue(t.Context(), exchangeKey{}, &exchange{op: &operation{id: "getPool"}, caller: c, snapshot: snap})
	}
	pool := func(c Caller) pools.Pool {
		p, err := s.poolOf(as(c), active, pools.Query{NearTrades: true, Limit: 500})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	all, none := pool(Caller{ID: "all", Persons: true}), pool(Caller{ID: "none", Persons: true, Agencies: []string{}})
	if len(all.Candidates) == 0 || len(none.Candidates) != 0 || none.Size != all.Size/5*5 {
		t.Errorf("%d of %d seen by all, %d of %d by nobody's advisor", len(all.Candidates), all.Size, len(none.Candidates), none.Size)
	}
	levers := func(c Caller) openapi.GetLevers200JSONResponse {
		answer, err := s.GetLevers(as(c), openapi.GetLeversRequestObject{Id: active})
		if err != nil {
			t.Fatal(err)
		}
		return answer.(openapi.GetLevers200JSONResponse)
	}
	exact := levers(Caller{ID: "all", Persons: true})
	for _, c := range []Caller{{ID: "analyst"}, {ID: "advisor", Persons: true, Agencies: []string{"75001"}}} {
		coarse := levers(c)
		if coarse.SizeNow != exact.SizeNow/5*5 {
			t.Errorf("%s: %d, of %d", c.ID, coarse.SizeNow, exact.SizeNow)
		}
		for _, l := range coarse.Levers {
			if l.Gain%5 != 0 || l.SizeIf%5 != 0 {
				t.Errorf("%s is told %+v", c.ID, l)
			}
		}
	}
}
