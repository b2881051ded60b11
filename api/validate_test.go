package api

import (
	"net/http"
	"strings"
	"testing"
)

// A refused parameter is named, with what is accepted.
func TestParametersAreChecked(t *testing.T) {
	s := newServer(t, Deps{})
	const ok = 503 // past validation: nothing is published
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{"/v1/offers", ok, ""},
		{"/v1/offers?limit=1&state=open&sort=-created&department=2A&rome=M1607&q=a&agency=75012", ok, ""},
		{"/v1/offers?limit=500", ok, ""},
		{"/v1/offers?limit=0", 400, "limit : « 0 » n'est pas accepté ; attendu : un entier de 1 à 500."},
		{"/v1/offers?limit=501", 400, "limit"},
		{"/v1/offers?limit=-1", 400, "limit"},
		{"/v1/offers?limit=1.5", 400, "limit"},
		{"/v1/offers?limit=ten", 400, "limit"},
		{"/v1/offers?limit=99999999999999999999", 400, "limit"},
		{"/v1/offers?limit=", 400, "limit"},
		{"/v1/offers?limit=1&limit=2", 400, "limit"},
		{"/v1/offers?state=all", 400, "open, closed"},
		{"/v1/offers?sort=name", 400, "sort"},
		{"/v1/offers?department=99999", 400, "department"},
		{"/v1/offers?rome=m1607", 400, "rome"},
		{"/v1/offers?unknown=1", 400, "unknown : paramètre inconnu."},
		{"/v1/offers?Limit=1", 400, "Limit"},
		{"/v1/offers?cursor=" + strings.Repeat("a", 513), 400, "cursor"},
		{"/v1/offers/X/attractivity?scope=region", ok, ""},
		{"/v1/offers/X/attractivity?scope=world", 400, "department, rome, region"},
		{"/v1/offers/X/attractivity?limit=1", 400, "limit"},
		{"/v1/offers/" + strings.Repeat("9", 65) + "/attractivity", 400, "id"},
		{"/v1/offers/%C3%A9%20%2F/attractivity", ok, ""},
		{"/v1/offers/%ff/attractivity", 400, "id : attendu : du texte en UTF-8."},
		{"/v1/offers?q=%fe", 400, "q : attendu : du texte en UTF-8."},
		{"/v1/offers/X/pool?limit=500&radius_km=0&near_trades=false", ok, ""},
		{"/v1/offers/X/pool?limit=501", 400, "limit"},
		{"/v1/offers/X/pool?radius_km=-1", 400, "radius_km"},
		{"/v1/offers/X/pool?radius_km=501", 400, "radius_km"},
		{"/v1/offers/X/pool?radius_km=NaN", 400, "radius_km"},
		{"/v1/offers/X/pool?radius_km=Inf", 400, "radius_km"},
		{"/v1/offers/X/pool?near_trades=maybe", 400, "true ou false"},
		{"/v1/indicators?limit=1", 400, "limit"},
		{"/v1/indicators/ent1?level=agency&code=75012&period=quarter&from=2025-Q1&to=2026-Q4&limit=1000", ok, ""},
		{"/v1/indicators/ent1?level=town", 400, "level"},
		{"/v1/indicators/ent1?period=week", 400, "period"},
		{"/v1/indicators/ent1?period=2026-Q5", 400, "period"},
		{"/v1/indicators/ent1?from=2026-13", 400, "from"},
		{"/v1/indicators/ent1?to=soon", 400, "to"},
		{"/v1/indicators/ent1?limit=1001", 400, "limit"},
	} {
		response, body := get(t, s.URL+c.address)
		p := checkProblem(t, response, body, c.status)
		if !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %q does not say %q", c.address, p.Detail, c.says)
		}
	}
}

// A browser sends the empty fields of a form: a page takes them for absent.
func TestPagesForgetEmptyFields(t *testing.T) {
	s := newServer(t, Deps{})
	for address, want := range map[string]int{"/offres?q=&department=&state=": 503, "/offres?q=&department=75": 503, "/offres?department=zzz&q=": 400, "/offres?nothing=": 503} {
		if response, _ := get(t, s.URL+address); response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", address, response.StatusCode, want)
		}
	}
}

func TestHeadAnswersAsGet(t *testing.T) {
	s := newServer(t, Deps{})
	response, body := call(t, http.MethodHead, s.URL+"/healthz")
	if response.StatusCode != 200 || body != "" || response.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("status %d, body %q, %v", response.StatusCode, body, response.Header)
	}
}

func TestBodyIsBounded(t *testing.T) {
	s := newServer(t, Deps{})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/healthz", strings.NewReader(strings.Repeat("x", bodyLimit+1)))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != 413 {
		t.Fatalf("status %d, want 413", response.StatusCode)
	}
}
