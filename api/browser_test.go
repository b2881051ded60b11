package api

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"vigie/analytics"
	"vigie/api/web"
)

// TestPagesInABrowser opens every page in Chromium: see web/browser.mjs.
// VIGIE_SHOTS names a folder for screenshots.
func TestPagesInABrowser(t *testing.T) {
	takesMinutes(t)
	out := inBrowser(t, "browser.mjs", browserConfig(t))
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var line struct{ Check, Error string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("read %q: %v", lines.Text(), err)
		}
		t.Run(line.Check, func(t *testing.T) {
			if line.Error != "" {
				t.Error(line.Error)
			}
		})
	}
}

// inBrowser runs a script of api/web with Chromium, and gives what it prints. It
// skips the test where there is no browser.
func inBrowser(t *testing.T, script string, config map[string]string) []byte {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: apt-get install chromium")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node here: apt-get install nodejs npm")
	}
	if _, err := os.Stat("web/node_modules/playwright-core"); err != nil || !web.HasDesign() {
		t.Skip("the browser's driver and the design system are not here: make build")
	}
	argument, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, script, string(argument))
	cmd.Dir, cmd.Env = "web", append(os.Environ(), "CHROMIUM="+chromium)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run %s: %v\n%s%s", script, err, out, stderr.String())
	}
	return out
}

// TestPicture makes the picture of the widget that the README shows, at the path
// that VIGIE_PICTURE gives: make picture. The offer is the one with most to say.
func TestPicture(t *testing.T) {
	file := os.Getenv("VIGIE_PICTURE")
	if file == "" {
		t.Skip("a picture is made on demand: make picture")
	}
	source := fixture(t)
	inBrowser(t, "picture.mjs", map[string]string{"address": newServer(t, Deps{Source: source}).URL, "active": mostAlerts(t, source), "picture": file})
}

// mostAlerts finds the offer whose widget has most to say.
func mostAlerts(t *testing.T, source Source) string {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	active := true
	rows, _, err := snap.Offers(analytics.OfferQuery{Active: &active, Limit: 500})
	if err != nil || len(rows) == 0 {
		t.Fatalf("no active offer: %v", err)
	}
	return slices.MaxFunc(rows, func(a, b analytics.OfferRow) int { return len(a.Alerts) - len(b.Alerts) }).ID
}

// browserConfig starts what the browser checks visit, and says where it is: the
// service; pages of other origins that hold the widget (docs/poste.html), from
// the service, from one that knows nobody and from one behind a gateway that is
// overrun; and a page whose origin is not listed.
func browserConfig(t *testing.T) map[string]string {
	t.Helper()
	source := fixture(t)
	var service, closed, gateway *httptest.Server
	of := func(s **httptest.Server) func() string { return func() string { return (*s).URL } }
	host, stranger, locked, busy := workstation(t, of(&service)), workstation(t, of(&service)), workstation(t, of(&closed)), workstation(t, of(&gateway))
	origins := []string{host.URL, locked.URL, busy.URL}
	service = newServer(t, Deps{Source: source, Origins: origins})
	closed = newServer(t, Deps{Source: source, Origins: origins, Auth: AuthOn})
	gateway = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, ok := strings.CutPrefix(r.URL.Path, "/widget/v1/"); ok {
			web.ServeWidget(w, r, name)
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Retry-After", "2")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	t.Cleanup(gateway.Close)
	_, inactive := someOffers(t, source)
	active := mostAlerts(t, source)
	terms, moved := negotiated(t, source, active)
	agency, _ := someAgency(t, source)
	return map[string]string{"address": service.URL, "host": host.URL, "stranger": stranger.URL, "locked": locked.URL, "busy": busy.URL,
		"active": active, "inactive": inactive, "agency": agency, "longest": longestDiagnosis(t, source), "terms": terms, "moved": moved, "shots": os.Getenv("VIGIE_SHOTS")}
}

// longestDiagnosis finds the open offer whose diagnosis has most to say.
func longestDiagnosis(t *testing.T, source Source) string {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	rows, _, err := snap.Offers(analytics.OfferQuery{Limit: 500})
	if err != nil || len(rows) == 0 {
		t.Fatalf("no open offer: %v", err)
	}
	return slices.MaxFunc(rows, func(a, b analytics.OfferRow) int { return saidOf(t, snap, a.ID) - saidOf(t, snap, b.ID) }).ID
}

// saidOf counts the lines of a diagnosis.
func saidOf(t *testing.T, snap *analytics.Snapshot, id string) (lines int) {
	t.Helper()
	a, err := snap.Diagnosis(id, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range a.Difficulties {
		lines += len(d.Evidence) + len(d.Services)
	}
	return lines
}

// negotiated gives terms for the form of a negotiation, and what an offer would be
// on them, written as a producer of offers would: both JSON.
func negotiated(t *testing.T, source Source, offer string) (terms, moved string) {
	t.Helper()
	const record = `{"salaire": {"libelle": "Mensuel de 4000 Euros"}, "experienceExige": "E", "experienceLibelle": "60 Mois", "typeContrat": "CDD",
		"typeContratLibelle": "CDD - 1 Mois", "dureeTravailLibelle": "20H", "dureeTravailLibelleConverti": "Temps partiel", "nombrePostes": 3}`
	snap, release := source.Acquire()
	defer release()
	both, err := snap.Simulate(t.Context(), offer, json.RawMessage(record))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(both)
	if err != nil {
		t.Fatal(err)
	}
	return `{"salaire": "4000", "experience": "E", "experience_mois": "60", "contrat": "CDD", "duree": "1", "heures": "20", "temps": "partiel", "postes": "3"}`, string(text)
}

// workstation serves docs/poste.html, whose widget comes from the service at address.
func workstation(t *testing.T, address func() string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := os.ReadFile("../docs/poste.html")
		if err != nil || r.URL.Path != "/poste.html" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(bytes.ReplaceAll(body, []byte("http://127.0.0.1:8080"), []byte(address())))
	}))
	t.Cleanup(s.Close)
	return s
}

// someOffers finds an offer whose widget shows figures, and one whose doesn't.
func someOffers(t testing.TB, source Source) (active, inactive string) {
	t.Helper()
	snap, release := source.Acquire()
	defer release()
	find := func(active bool) string {
		rows, _, err := snap.Offers(analytics.OfferQuery{Active: &active, Limit: 1})
		if err != nil || len(rows) == 0 {
			t.Fatalf("no offer with active = %v: %v", active, err)
		}
		return rows[0].ID
	}
	return find(true), find(false)
}
