package api

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"vigie/api/openapi"
)

var regexpShed = regexp.MustCompile(`(?m)^vigie_http_shed_total\{lane="pools"\} 1$`)

// serving starts Serve on a free port; stop ends it and gives its error.
func serving(t *testing.T, cfg Config) (address string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	listening, ended := make(chan string, 1), make(chan error, 1)
	cfg.Listening = func(a string) { listening <- a }
	go func() { ended <- Serve(ctx, cfg) }()
	select {
	case address = <-listening:
	case err := <-ended:
		t.Fatal(err)
	}
	stop = func() error { cancel(); return <-ended }
	return address, stop
}

func config(addr string) Config {
	return Config{Addr: addr, Deps: Deps{Source: nothing{}, Published: noSnapshots, Auth: AuthOff}}
}

func TestServeAnnouncesItsAddressAndStops(t *testing.T) {
	address, stop := serving(t, config("127.0.0.1:0"))
	if response, body := get(t, address+"/healthz"); response.StatusCode != 200 {
		t.Fatalf("status %d: %s", response.StatusCode, body)
	}
	http.DefaultClient.CloseIdleConnections()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}

// A taken port is told apart: by whom, and what to do.
func TestServeTellsWhoHoldsThePort(t *testing.T) {
	address, stop := serving(t, config("127.0.0.1:0"))
	defer func() { _ = stop() }()
	err := Serve(t.Context(), config(strings.TrimPrefix(address, "http://")))
	if err == nil || !strings.Contains(err.Error(), "another vigie already listens there") || !strings.Contains(err.Error(), "--addr") {
		t.Fatalf("error %v", err)
	}
}

// slow holds its requests until it is released.
type slow struct{ asked, release chan struct{} }

// An answer under way at the end is finished.
func TestServeLetsAnswersFinish(t *testing.T) {
	cfg := config("127.0.0.1:0")
	hold := slow{make(chan struct{}), make(chan struct{})}
	cfg.Deps.Published = func(context.Context) ([]openapi.Snapshot, error) { close(hold.asked); <-hold.release; return nil, nil }
	address, stop := serving(t, cfg)
	status := make(chan int)
	go func() {
		response, _ := get(t, address+"/v1/snapshots")
		status <- response.StatusCode
	}()
	<-hold.asked
	ended := make(chan error)
	go func() { ended <- stop() }()
	time.AfterFunc(50*time.Millisecond, func() { close(hold.release) })
	if got := <-status; got != 200 {
		t.Errorf("status %d, want 200", got)
	}
	http.DefaultClient.CloseIdleConnections()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
