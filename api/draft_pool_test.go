package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vigie/analytics/pools"
)

// askDraftPool posts a draft and reads its pool, as the document describes it.
func askDraftPool(t *testing.T, server, query, body string) (p pools.Pool) {
	t.Helper()
	response, answer := post(t, server+"/v1/pool"+query, body)
	if response.StatusCode != http.StatusOK || response.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s: %d %s", body, response.StatusCode, answer)
	}
	follows(t, "/v1/pool", response, answer)
	if err := json.Unmarshal([]byte(answer), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// An offer that nothing changes has its pool, to the last reason; a draft that says
// the same has it too, without applicants.
func TestADraftThatSaysWhatAnOfferSaysHasItsPool(t *testing.T) {
	source := fixture(t)
	snap, release := source.Acquire()
	defer release()
	s := newServer(t, Deps{Source: source})
	persons := 0
	for _, id := range someOfEach(t, snap, 8)[:16] { // open ones
		const query = "?limit=200&radius_km=30"
		response, answer := get(t, s.URL+"/v1/offers/"+id+"/pool"+query)
		var want pools.Pool
		if err := json.Unmarshal([]byte(answer), &want); err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d, %v", id, response.StatusCode, err)
		}
		persons += len(want.Candidates)
		ignored := cmpopts.IgnoreFields(pools.Pool{}, "Next")
		if diff := cmp.Diff(want, askDraftPool(t, s.URL, query, `{"offer_id":"`+id+`","offer":{}}`), ignored); diff != "" {
			t.Fatalf("%s unchanged (-pool +draft):\n%s", id, diff)
		}
		alone := askDraftPool(t, s.URL, query, `{"offer":`+merged(t, "{}", saidBy(t, snap, id))+`}`)
		ignoring := cmp.Options{ignored, cmpopts.IgnoreFields(pools.Offer{}, "ID"), cmpopts.IgnoreFields(pools.Candidate{}, "Applied")}
		if diff := cmp.Diff(want, alone, ignoring); diff != "" || alone.Offer.ID != "" {
			t.Fatalf("%s said again (-pool +draft):\n%s", id, diff)
		}
	}
	if persons == 0 {
		t.Error("nobody in any pool")
	}
}

// Changes move the pool as offers that say so would; a page follows another one.
func TestADraftPoolMoves(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, _ := someOffers(t, source)
	was := askDraftPool(t, s.URL, "?limit=1", `{"offer_id":"`+active+`","offer":{}}`)
	none := askDraftPool(t, s.URL, "", `{"offer_id":"`+active+`","offer":{"permis":[{"libelle":"Permis Montgolfière","exigence":"E"}]}}`)
	if was.Size == 0 || none.Size != 0 || len(none.Candidates) != 0 {
		t.Errorf("%d persons, %d with a licence that nobody holds", was.Size, none.Size)
	}
	far := askDraftPool(t, s.URL, "", `{"offer_id":"`+active+`","offer":{"lieuTravail":{"commune":"97411"}}}`)
	if far.Offer.Department != "974" || far.Size == was.Size {
		t.Errorf("on the island: %+v, %d persons", far.Offer, far.Size)
	}
	if was.Next == nil {
		t.Fatalf("one page for %d persons", was.Size)
	}
	next := askDraftPool(t, s.URL, "?limit=1&cursor="+*was.Next, `{"offer_id":"`+active+`","offer":{}}`)
	if len(next.Candidates) != 1 || next.Candidates[0].JobSeekerID == was.Candidates[0].JobSeekerID {
		t.Errorf("second page: %+v", next.Candidates)
	}
	for _, c := range []struct {
		query, body string
		status      int
		says        string
	}{
		{"?cursor=" + *was.Next, `{"offer_id":"` + active + `","offer":{"permis":null,"intitule":"Autre"}}`, http.StatusBadRequest, "cursor"},
		{"?limit=0", `{"offer_id":"` + active + `","offer":{}}`, http.StatusBadRequest, "limit"},
		{"", `{"offer_id":"` + closedOffer(t, source) + `","offer":{}}`, http.StatusNotFound, "close"},
	} {
		response, body := post(t, s.URL+"/v1/pool"+c.query, c.body)
		if p := checkProblem(t, response, body, c.status); !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s %s: %q does not say %q", c.query, c.body, p.Detail, c.says)
		}
	}
}
