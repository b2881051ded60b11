package api

import (
	"encoding/json"
	"html"
	"net/http"
	"strings"
	"testing"

	"vigie/api/openapi"
)

// post sends a JSON body.
func post(t *testing.T, address, body string) (*http.Response, string) {
	t.Helper()
	return send(t, http.MethodPost, address, strings.NewReader(body), "Content-Type", "application/json")
}

// A batch says of each offer what its own answer says, in the order asked.
func TestBatchSaysWhatEachAnswerSays(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, inactive := someOffers(t, source)
	ids := []string{inactive, active, "NONE", closedOffer(t, source), active}
	asked, err := json.Marshal(map[string][]string{"ids": ids})
	if err != nil {
		t.Fatal(err)
	}
	response, body := post(t, s.URL+"/v1/attractivity/batch", string(asked))
	if response.StatusCode != 200 || response.Header.Get("Cache-Control") != "no-store" || response.Header.Get("ETag") != "" {
		t.Fatalf("status %d, %v: %s", response.StatusCode, response.Header, body)
	}
	follows(t, "/v1/attractivity/batch", response, body)
	var batch openapi.AttractivityBatch
	if err := json.Unmarshal([]byte(body), &batch); err != nil || len(batch.Rows) != len(ids) {
		t.Fatalf("%d rows, %v", len(batch.Rows), err)
	}
	for i, row := range batch.Rows {
		if row.ID != ids[i] {
			t.Errorf("row %d is %s, want %s", i, row.ID, ids[i])
		}
		if row.ID == "NONE" {
			if row.Active || row.Reason == nil || *row.Reason != "unknown_offer" {
				t.Errorf("unknown offer: %+v", row)
			}
			continue
		}
		var one openapi.Attractivity
		_, body := get(t, s.URL+"/v1/offers/"+row.ID+"/attractivity")
		if err := json.Unmarshal([]byte(body), &one); err != nil {
			t.Fatal(err)
		}
		if row.Active != one.Active || row.Comparables != one.Comparables || strings.Join(row.Alerts, " ") != strings.Join(one.Alerts, " ") || (row.Verdict == nil) != (one.Verdict == nil) {
			t.Errorf("%s: %+v, its own answer %s", row.ID, row, body)
		}
	}
}

// The same figures in each language, each sentence in its own; what is kept in one is
// not given in the other.
func TestAttractivityInEnglish(t *testing.T) {
	source := fixture(t)
	s := newServer(t, Deps{Source: source})
	active, _ := someOffers(t, source)
	address := s.URL + "/v1/offers/" + active + "/attractivity"
	read := func(language string) (a openapi.Attractivity, tag string) {
		response, body := get(t, address, "Accept-Language", language)
		follows(t, "/v1/offers/{id}/attractivity", response, body)
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatal(err)
		}
		return a, response.Header.Get("ETag")
	}
	_, _ = read("fr") // kept
	english, englishTag := read("en-GB,fr;q=0.5")
	french, frenchTag := read("fr")
	if englishTag == frenchTag || len(english.Criteria) != 6 || len(french.Criteria) != 6 {
		t.Fatalf("tags %s and %s, %d and %d criteria", englishTag, frenchTag, len(english.Criteria), len(french.Criteria))
	}
	if english.Verdict.Label == french.Verdict.Label || english.Applications.Message == french.Applications.Message {
		t.Errorf("both say %q, %q", english.Verdict.Label, english.Applications.Message)
	}
	_, page := get(t, s.URL+"/embed/attractivity/"+active+"?lang=en")
	for i, c := range english.Criteria {
		if c.Advice == french.Criteria[i].Advice || c.Status != french.Criteria[i].Status || c.N != french.Criteria[i].N {
			t.Errorf("in English %+v, in French %+v", c, french.Criteria[i])
		}
		if !strings.Contains(page, html.EscapeString(c.Advice)) {
			t.Errorf("the page in English does not say %q", c.Advice)
		}
	}
}

// What a body may not be is refused, and named.
func TestBodiesAreValidated(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	for _, c := range []struct {
		body   string
		status int
		says   string
	}{
		{`{"ids":[]}`, 400, "corps.ids : attendu : une liste de 1 à 500 valeurs"},
		{`{"ids":["` + strings.Repeat(`a","`, 500) + `b"]}`, 400, "corps.ids"},
		{`{"ids":[1]}`, 400, "corps.ids.0"},
		{`{"ids":[""]}`, 400, "corps.ids.0"},
		{`{"ids":"a"}`, 400, "corps.ids"},
		{`{}`, 400, "corps.ids"},
		{`{"ids":["a"],"other":1}`, 400, "un objet dont les champs sont ids"},
		{`[]`, 400, "corps"},
		{`{"ids":["a"]`, 400, ""},
		{``, 400, ""},
		{`{"ids":["` + strings.Repeat("a", bodyLimit) + `"]}`, 413, ""},
	} {
		response, body := post(t, s.URL+"/v1/attractivity/batch", c.body)
		if p := checkProblem(t, response, body, c.status); !strings.Contains(p.Detail, c.says) {
			t.Errorf("%.60s: %q does not say %q", c.body, p.Detail, c.says)
		}
	}
	response, body := send(t, http.MethodPost, s.URL+"/v1/attractivity/batch", strings.NewReader(`{"ids":["a"]}`), "Content-Type", "text/plain")
	checkProblem(t, response, body, 415)
}
