package api

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"vigie/analytics"
	"vigie/api/openapi"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.PlainBodyDecoder)
	code := m.Run()
	if nightDir != "" {
		_ = os.RemoveAll(nightDir)
	}
	os.Exit(code)
}

// nothing is a source before the first night.
type nothing struct{}

func (nothing) Acquire() (*analytics.Snapshot, func()) { return nil, func() {} }

func noSnapshots(context.Context) ([]openapi.Snapshot, error) { return nil, nil }

// newServer starts a server on a free port of this machine.
func newServer(t testing.TB, d Deps) *httptest.Server {
	t.Helper()
	if d.Source == nil {
		d.Source = nothing{}
	}
	if d.Published == nil {
		d.Published = noSnapshots
	}
	if d.Auth == "" {
		d.Auth = AuthOff
	}
	if d.Words == nil {
		d.Words = glossaries(t)
	}
	e, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(e)
	t.Cleanup(s.Close)
	return s
}

// get reads an answer whole; headers come in pairs.
func get(t testing.TB, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	return call(t, http.MethodGet, address, headers...)
}

func call(t testing.TB, method, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	return send(t, method, address, http.NoBody, headers...)
}

func send(t testing.TB, method, address string, body io.Reader, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

// readOnce reads the document for all tests: it takes a while.
var readOnce = sync.OnceValues(readDocument)

func document(t testing.TB) *openapi3.T {
	t.Helper()
	doc, err := readOnce()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// checkProblem holds that an answer is a problem of the one shape.
func checkProblem(t *testing.T, response *http.Response, body string, status int) openapi.Problem {
	t.Helper()
	if response.StatusCode != status {
		t.Fatalf("status %d, want %d: %s", response.StatusCode, status, body)
	}
	if kind := response.Header.Get("Content-Type"); kind != "application/problem+json" {
		t.Fatalf("content type %q, want application/problem+json: %s", kind, body)
	}
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("not JSON: %v: %s", err, body)
	}
	if err := document(t).Components.Schemas["Problem"].Value.VisitJSON(v); err != nil {
		t.Fatalf("not the shape of a problem: %v: %s", err, body)
	}
	var p openapi.Problem
	if err := json.Unmarshal([]byte(body), &p); err != nil || p.Status != status || p.Title == "" || p.Detail == "" {
		t.Fatalf("problem %+v, %v", p, err)
	}
	return p
}

// paths gives an address for every operation of the document.
func paths(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	for path, item := range document(t).Paths.Map() {
		if item.Get != nil {
			all[item.Get.OperationID] = strings.NewReplacer("job-seekers/{id}", "job-seekers/"+strings.Repeat("A", 26), "{id}", "ent1", "{name}", "core.agency",
				"{rome}", "M1607", "{before}", "000001-0123abcd", "{after}", "000002-0123abcd").Replace(path)
		}
	}
	return all
}

// Every route of the server has a policy, and every policy a route: what nobody
// decided about is refused.
func TestEveryRouteHasAPolicy(t *testing.T) {
	doc := document(t)
	seen := map[string]bool{"getAsset": true, "getWidgetFile": true}
	for path, item := range doc.Paths.Map() {
		for method, o := range item.Operations() {
			seen[o.OperationID] = true
			if policies[o.OperationID].Allow == nil {
				t.Errorf("%s %s (%s) has no policy", method, path, o.OperationID)
			}
		}
	}
	for id, p := range policies {
		if !seen[id] {
			t.Errorf("policy %s is of no route", id)
		}
		if _, ok := LanesDefault()[p.Lane]; !ok {
			t.Errorf("policy %s names lane %q, which has no limit", id, p.Lane)
		}
	}
	e, err := New(Deps{Source: nothing{}, Published: noSnapshots, Auth: AuthOff})
	if err != nil {
		t.Fatal(err)
	}
	ops := newOperations(doc)
	for _, r := range e.Routes() {
		if _, ok := ops[r.Method+" "+r.Path]; !ok && static[r.Path] == "" && r.Method != http.MethodHead {
			t.Errorf("route %s %s is not in the document", r.Method, r.Path)
		}
	}
}

func TestRouteWithoutPolicyIsForbidden(t *testing.T) {
	was := policies["listIndicators"]
	delete(policies, "listIndicators")
	t.Cleanup(func() { policies["listIndicators"] = was })
	s := newServer(t, Deps{})
	response, body := get(t, s.URL+"/v1/indicators")
	checkProblem(t, response, body, 403)
}

// With identity on and no provider, only health, the document and the methods answer.
func TestIdentityOnRefusesEveryProtectedRoute(t *testing.T) {
	open := map[string]bool{"getHealth": true, "getReadiness": true, "getDocument": true, "getDocs": true, "getMethodPage": true, "getPoolMethodPage": true, "getDiagnosisMethodPage": true, "getIndicatorMethodPage": true}
	s := newServer(t, Deps{Auth: AuthOn})
	for id, path := range paths(t) {
		t.Run(id, func(t *testing.T) {
			response, body := get(t, s.URL+path, "Authorization", "Bearer forged")
			if refused := response.StatusCode == 401; refused == open[id] {
				t.Fatalf("status %d: %s", response.StatusCode, body)
			}
			if open[id] {
				return
			}
			if strings.HasPrefix(response.Header.Get("Content-Type"), "application/problem+json") {
				checkProblem(t, response, body, 401)
			} else if !strings.Contains(body, "Identité demandée") {
				t.Fatalf("no plain words: %s", body)
			}
			if response.Header.Get("WWW-Authenticate") != "Bearer" {
				t.Error("no WWW-Authenticate")
			}
		})
	}
}

func TestPersonsNeedTheRight(t *testing.T) {
	for id, want := range map[string]error{"getPool": ErrForbidden, "getPoolPage": ErrForbidden, "getAttractivity": nil} {
		if err := policies[id].Allow(Caller{ID: "analyst"}); err != want {
			t.Errorf("%s for a caller who may not see persons: %v, want %v", id, err, want)
		}
		if err := policies[id].Allow(Caller{}); err != ErrUnauthenticated {
			t.Errorf("%s for nobody: %v, want %v", id, err, ErrUnauthenticated)
		}
	}
}

// A page that resolves its own name to a loopback address reads nothing.
func TestIdentityOffAnswersLoopbackNamesOnly(t *testing.T) {
	s := newServer(t, Deps{})
	for host, want := range map[string]int{"127.0.0.1": 503, "localhost:8080": 503, "[::1]:80": 503, "evil.example": 421, "127.0.0.1.evil.example": 421, "192.168.1.2:8080": 421} {
		response, body := get(t, s.URL+"/v1/offers", "Host", host)
		if response.StatusCode != want {
			t.Errorf("host %s: status %d, want %d", host, response.StatusCode, want)
		}
		checkProblem(t, response, body, want)
	}
}

func TestCheckAddress(t *testing.T) {
	for _, c := range []struct {
		addr string
		auth Auth
		want string
	}{
		{"127.0.0.1:8080", AuthOff, ""}, {"localhost:0", AuthOff, ""}, {"[::1]:8080", AuthOff, ""}, {"0.0.0.0:8080", AuthOn, ""},
		{"0.0.0.0:8080", AuthOff, "loopback"}, {":8080", AuthOff, "loopback"}, {"192.168.0.1:80", AuthOff, "loopback"}, {"example.org:80", AuthOff, "loopback"},
		{"127.0.0.1", AuthOff, "HOST:PORT"}, {"127.0.0.1:80", "maybe", "on or off"},
	} {
		err := CheckAddress(c.addr, c.auth)
		if (err == nil) != (c.want == "") || (err != nil && !strings.Contains(err.Error(), c.want)) {
			t.Errorf("CheckAddress(%q, %q) = %v, want %q", c.addr, c.auth, err, c.want)
		}
	}
}

// Before the first night every route that needs data says so, in the caller's form.
func TestErrorShape(t *testing.T) {
	s := newServer(t, Deps{})
	for id, path := range paths(t) {
		t.Run(id, func(t *testing.T) {
			for _, c := range []struct {
				method, address string
				status          int
			}{
				{http.MethodGet, path + "?surprise=1", 400}, {http.MethodGet, path + "?%zz", 400}, {http.MethodPost, path, 405}, {http.MethodGet, "/nowhere" + path, 404}, {http.MethodGet, path, 503},
			} {
				if c.status == 503 && !policies[id].Data && id != "getReadiness" {
					continue
				}
				response, body := call(t, c.method, s.URL+c.address)
				page := strings.HasPrefix(response.Header.Get("Content-Type"), "text/html")
				if page {
					if response.StatusCode != c.status || !strings.Contains(body, "<h1>") {
						t.Errorf("%s %s: status %d, want %d", c.method, c.address, response.StatusCode, c.status)
					}
				} else {
					checkProblem(t, response, body, c.status)
				}
				if response.Header.Get("ETag") != "" || response.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s %s: an error may be kept: %v", c.method, c.address, response.Header)
				}
			}
		})
	}
}
