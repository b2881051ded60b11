package api

import (
	"context"
	"errors"
	"html"
	"net/http"
	"strings"
	"testing"

	"vigie/analytics"
	"vigie/api/web"
	"vigie/data"
)

// A listed origin reads answers with its token; any other is told nothing that a browser would obey.
func TestOriginsThatMayShowTheWidget(t *testing.T) {
	s := newServer(t, Deps{Origins: []string{"https://poste.example.fr", "https://*.agences.example.fr"}})
	for from, want := range map[string]bool{
		"https://poste.example.fr": true, "https://lyon.agences.example.fr": true, "https://a.b.agences.example.fr": true,
		"https://agences.example.fr": false, "https://.agences.example.fr": false, "http://poste.example.fr": false, "https://poste.example.fr:8443": false, "https://poste.example.fr.evil.test": false, "null": false,
	} {
		allowed := ""
		if want {
			allowed = from
		}
		response, _ := get(t, s.URL+"/embed/attractivity/A", "Origin", from)
		if got := response.Header.Get("Access-Control-Allow-Origin"); got != allowed {
			t.Errorf("%s: allowed origin %q, want %q", from, got, allowed)
		}
		if !strings.Contains(response.Header.Get("Vary"), "Origin") && response.StatusCode == http.StatusOK {
			t.Errorf("%s: a cache would give it to others: Vary %q", from, response.Header.Get("Vary"))
		}
		response, _ = call(t, http.MethodOptions, s.URL+"/v1/offers/A/attractivity", "Origin", from, "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "authorization")
		if want != (response.StatusCode == http.StatusNoContent && strings.Contains(response.Header.Get("Access-Control-Allow-Headers"), "Authorization")) {
			t.Errorf("%s: preflight %d, %v", from, response.StatusCode, response.Header)
		}
		if response.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: cookies are asked for", from)
		}
	}
}

// The widget's files keep their address, and say when they changed.
func TestWidgetFiles(t *testing.T) {
	s := newServer(t, Deps{Auth: AuthOn})
	response, body := get(t, s.URL+"/widget/v1/vigie.js", "Accept-Encoding", "gzip")
	if response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Header.Get("Content-Type"), "text/javascript") || response.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Fatalf("status %d, headers %v", response.StatusCode, response.Header)
	}
	if len(body) > 20_000 {
		t.Errorf("%d bytes compressed: more than 20 kB", len(body))
	}
	again, _ := get(t, s.URL+"/widget/v1/vigie.js", "If-None-Match", response.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: status %d", again.StatusCode)
	}
	if response, _ := get(t, s.URL+"/widget/v1/no.js"); response.StatusCode != http.StatusNotFound {
		t.Errorf("no such file: status %d", response.StatusCode)
	}
}

func TestLanguageOf(t *testing.T) {
	for asked, want := range map[string]string{"": "fr", "en": "en", "en-GB,en;q=0.9,fr;q=0.5": "en", "fr-FR,en;q=0.9": "fr", "de": "fr", "de, en;q=0.5": "en", "*": "fr", "?;": "fr"} {
		r := request(t, "")
		r.Header.Set("Accept-Language", asked)
		if got := languageOf(r); got != want {
			t.Errorf("Accept-Language %q: %s, want %s", asked, got, want)
		}
		r.URL.RawQuery = "lang=en"
		if got := languageOf(r); got != "en" {
			t.Errorf("Accept-Language %q with lang=en: %s", asked, got)
		}
	}
}

// What may go wrong with the widget is told in English too.
func TestErrorsInEnglish(t *testing.T) {
	for _, err := range []error{analytics.ErrUnknownOffer, data.ErrNoSnapshot, ErrUnauthenticated, ErrForbidden, ErrMisdirected, ErrBusy, errMalformed, context.DeadlineExceeded, errors.New("a bug")} {
		p := problem(err, "/embed/attractivity/A")
		body, err := web.Problem("en", p, true)
		if err != nil || strings.Contains(html.UnescapeString(string(body)), p.Detail) {
			t.Errorf("%s is in French: %v", p.Type, err)
		}
	}
}
