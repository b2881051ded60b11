package api

import (
	"encoding/json"
	"net/url"
	"testing"

	"vigie/api/openapi"
)

// TestAlertPages: pages give every alert once, the newest offers first, as many as
// are counted, and a filter keeps its own.
func TestAlertPages(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	read := func(address string) (list openapi.AlertList) {
		t.Helper()
		response, body := get(t, s.URL+address)
		if response.StatusCode != 200 {
			t.Fatalf("%s: status %d: %s", address, response.StatusCode, body)
		}
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	counted := 0
	first := read("/v1/alerts?limit=500")
	for _, c := range first.Counts {
		counted += c.Alerts
	}
	if counted < 3 || counted > 500 {
		t.Fatalf("%d alerts: the case shows nothing", counted)
	}
	seen, day := map[string]bool{}, "9999"
	for address := "/v1/alerts?limit=2"; address != ""; {
		page := read(address)
		for _, a := range page.Rows {
			if seen[a.OfferID+a.Rule] || a.CreatedOn > day {
				t.Errorf("%s %s: twice, or after an older one", a.OfferID, a.Rule)
			}
			seen[a.OfferID+a.Rule], day = true, a.CreatedOn
			if (a.Rule == "duplicate") != (a.OtherOffer != nil) {
				t.Errorf("%s %s: other offer %v", a.OfferID, a.Rule, a.OtherOffer)
			}
		}
		address = ""
		if page.Next != nil {
			address = "/v1/alerts?limit=2&cursor=" + url.QueryEscape(*page.Next)
		}
	}
	if len(seen) != counted {
		t.Errorf("%d alerts in the pages, %d counted", len(seen), counted)
	}
	one := first.Rows[0]
	for _, a := range read("/v1/alerts?limit=500&channel=" + one.Channel + "&rule=" + one.Rule).Rows {
		if a.Channel != one.Channel || a.Rule != one.Rule {
			t.Errorf("%s of %s passes a filter by %s of %s", a.Rule, a.Channel, one.Rule, one.Channel)
		}
	}
}
