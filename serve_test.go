package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"vigie/data"
)

// TestServeFollowsNights: the server answers from the first night, then from the
// next one without a restart; requests under way are never refused.
func TestServeFollowsNights(t *testing.T) {
	t.Parallel()
	lakeDir, inbox, first := firstNight(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out := &lineWriter{lines: make(chan string, 1)}
	ended := make(chan error, 1)
	go func() {
		ended <- serve(&env{ctx: ctx, out: out, now: testDay}, data.Lake{Root: lakeDir}, serveCmd{Addr: "127.0.0.1:0", Auth: "off"})
	}()
	var address string
	select {
	case line := <-out.lines:
		address = strings.TrimSpace(line[strings.Index(line, "http"):])
	case err := <-ended:
		t.Fatal(err)
	}
	if got := served(t, address); got != first.ID {
		t.Fatalf("served %s, want %s", got, first.ID)
	}
	n := newNight(t, lakeDir, inbox)
	n.asOf = testDay.AddDate(0, 0, 1)
	second := mustRun(t, n)
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		got := served(t, address)
		if got == second.ID {
			break
		}
		if got != first.ID || time.Now().After(end) {
			t.Fatalf("served %s, want %s", got, second.ID)
		}
	}
	lastNight, err := time.Parse(time.RFC3339, n.record.Ended)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\nvigie_night_last_success_timestamp_seconds " + unix(lastNight) + "\n"; !strings.Contains(page(t, address+"/metrics"), want) {
		t.Errorf("/metrics lacks%s", want)
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func page(t testing.TB, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// served is the snapshot that an answer comes from.
func served(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address + "/v1/offers?limit=1")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	id, err := snapshotOf(response)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// snapshotOf is the snapshot that an answer says it comes from.
func snapshotOf(response *http.Response) (string, error) {
	var answer struct{ Snapshot string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %d: %w", response.StatusCode, err)
	}
	return answer.Snapshot, nil
}

// lineWriter hands on what is written.
type lineWriter struct{ lines chan string }

func (w *lineWriter) Write(p []byte) (int, error) {
	w.lines <- string(p)
	return len(p), nil
}

// TestServeTakenPort: the error names the address and what to do.
func TestServeTakenPort(t *testing.T) {
	t.Parallel()
	lakeDir, _, _ := firstNight(t)
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	err = serve(&env{ctx: t.Context(), out: &strings.Builder{}, now: testDay}, data.Lake{Root: lakeDir}, serveCmd{Addr: addr, Auth: "off"})
	if err == nil || !strings.Contains(err.Error(), addr) || !strings.Contains(err.Error(), "--addr") {
		t.Fatalf("error %v, want one that names %s and --addr", err, addr)
	}
}
