package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func request(t *testing.T, held string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/offers", http.NoBody)
	if held != "" {
		r.Header.Set("If-None-Match", held)
	}
	return r
}

// A full lane refuses at once when its queue is full, and after a while otherwise.
func TestLane(t *testing.T) {
	ctx := t.Context()
	l := newLane(Limit{AtOnce: 1, Waiting: 1, Wait: 50 * time.Millisecond})
	if err := l.enter(ctx); err != nil {
		t.Fatal(err)
	}
	waited := make(chan error)
	go func() { waited <- l.enter(ctx) }()
	for len(l.queue) == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := l.enter(ctx); err != ErrBusy {
		t.Fatalf("beyond the queue: %v, want %v", err, ErrBusy)
	}
	if err := <-waited; err != ErrBusy {
		t.Fatalf("after the wait: %v, want %v", err, ErrBusy)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := l.enter(gone); err != context.Canceled {
		t.Fatalf("caller gone: %v, want %v", err, context.Canceled)
	}
	l.leave()
	if err := l.enter(ctx); err != nil {
		t.Fatalf("after a leave: %v", err)
	}
}

// A lane without room sheds its own requests and no others.
func TestBusyLaneShedsWithRetryAfter(t *testing.T) {
	lanes := LanesDefault()
	lanes[LanePools] = Limit{}
	s := newServer(t, Deps{Lanes: lanes})
	response, body := get(t, s.URL+"/v1/offers/X/pool")
	p := checkProblem(t, response, body, 503)
	if p.Type != "/docs#erreur-trop-de-demandes" || response.Header.Get("Retry-After") != "1" {
		t.Errorf("problem %s, Retry-After %q", p.Type, response.Header.Get("Retry-After"))
	}
	if response, _ := get(t, s.URL+"/healthz"); response.StatusCode != 200 {
		t.Errorf("health: status %d", response.StatusCode)
	}
	if _, body := get(t, s.URL+"/metrics"); !regexpShed.MatchString(body) {
		t.Error("the refusal is not measured")
	}
}
