package api

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryAnswerIsProtected(t *testing.T) {
	s := newServer(t, Deps{Origins: []string{"https://poste.example.fr"}})
	for id, path := range paths(t) {
		response, body := get(t, s.URL+path)
		h := response.Header
		policy := h.Get("Content-Security-Policy")
		live := slices.Contains([]string{"getEmbedPage", "getOfferPage", "getNegotiationPage", "getDraftPage"}, id)
		want := "frame-ancestors 'none'"
		if id == "getEmbedPage" {
			want = "frame-ancestors 'self' https://poste.example.fr"
		}
		if !strings.HasPrefix(policy, "default-src 'none'; ") || !strings.HasSuffix(policy, want) || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") != live {
			t.Errorf("%s: policy %q", id, policy)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Request-Id") == "" {
			t.Errorf("%s: headers %v", id, h)
		}
		if inline.MatchString(body) {
			t.Errorf("%s: inline script or style: %s", id, inline.FindString(body))
		}
	}
}

// inline finds what the content policy forbids.
var inline = regexp.MustCompile(`(?i)<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+=|javascript:`)

func TestOriginsAreChecked(t *testing.T) {
	for _, bad := range []string{"*", "https://*", "https://a.*.fr", "https://a.fr; script-src *", "a.fr", "https://a.fr/path", "'unsafe-inline'", "https://a.fr b.fr", ""} {
		if _, err := New(Deps{Source: nothing{}, Published: noSnapshots, Origins: []string{bad}}); err == nil {
			t.Errorf("origin %q is accepted", bad)
		}
	}
}

func TestETag(t *testing.T) {
	for held, want := range map[string]bool{"": false, `"a"`: false, `"s-1"`: true, `W/"s-1"`: true, `"a", "s-1"`: true, "*": true} {
		r := request(t, held)
		if fresh(r, `"s-1"`) != want {
			t.Errorf("If-None-Match %s: %v, want %v", held, !want, want)
		}
	}
}
