package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/api"
	"vigie/data"
)

// TestSwapsUnderLoad: while the lake goes back and forth between two nights under a
// steady load, no request fails and no answer mixes nights, and what a swap takes is
// given back. VIGIE_BENCH_SERVE, as `make bench-serve` sets it, makes 500 swaps.
func TestSwapsUnderLoad(t *testing.T) {
	swaps := 4
	if os.Getenv("VIGIE_BENCH_SERVE") != "" {
		swaps = 500
	} else {
		takesMinutes(t)
	}
	lakeDir, inbox, first := firstNight(t)
	n := newNight(t, lakeDir, inbox)
	n.asOf = testDay.AddDate(0, 0, 1)
	second := mustRun(t, n)
	ctx, stop := context.WithCancel(t.Context())
	store, err := analytics.OpenStore(ctx, n.lake)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var following sync.WaitGroup
	following.Go(func() { store.Follow(ctx, 5*time.Millisecond) })
	defer following.Wait()
	defer stop()
	handler, err := api.New(api.Deps{Source: store, Auth: api.AuthOff})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()

	paths := widgetPaths(t, server.URL, 50)
	want := map[string]map[string][]byte{} // snapshot → path → answer
	serveAs := func(m data.Manifest) {
		t.Helper()
		if err := n.lake.Serve(m.ID); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(30 * time.Second); servedBy(store) != m.ID; time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s is not served", m.ID)
			}
		}
	}
	for _, m := range []data.Manifest{first, second} {
		serveAs(m)
		want[m.ID] = map[string][]byte{}
		for _, path := range paths {
			_, want[m.ID][path] = ask(t, server.URL+path)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	files, goroutines := openFiles(t), runtime.NumGoroutine()

	var asked atomic.Int64
	loading, done := context.WithCancel(ctx)
	var load sync.WaitGroup
	load.Go(func() {
		tick := time.NewTicker(time.Second / 300)
		defer tick.Stop()
		for i := 0; loading.Err() == nil; i++ {
			<-tick.C
			load.Go(func() {
				path := paths[i%len(paths)]
				id, body := ask(t, server.URL+path)
				if !bytes.Equal(body, want[id][path]) {
					t.Errorf("%s: not what %s answers", path, id)
				}
				asked.Add(1)
			})
		}
	})
	for i := range swaps {
		serveAs([]data.Manifest{first, second}[i%2])
	}
	done()
	load.Wait()
	http.DefaultClient.CloseIdleConnections()
	for end := time.Now().Add(10 * time.Second); openFiles(t) > files || runtime.NumGoroutine() > goroutines+10; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("after %d swaps %d files are open and %d goroutines run, before %d and %d", swaps, openFiles(t), runtime.NumGoroutine(), files, goroutines)
		}
	}
	t.Logf("%d swaps under %d requests: none failed, none mixed", swaps, asked.Load())
}

func servedBy(store *analytics.Store) string {
	snapshot, release := store.Acquire()
	defer release()
	return snapshot.ID
}

// ask gives an answer and the snapshot of its ETag, whose bytes are compared with
// what that snapshot answers.
func ask(t *testing.T, address string) (snapshot string, body []byte) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Error(err)
		return "", nil
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("%s: status %d, %v", address, response.StatusCode, err)
	}
	if tag := response.Header.Get("ETag"); len(tag) > 16 {
		snapshot = tag[1:16]
	}
	return snapshot, body
}

func openFiles(t *testing.T) int {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc here")
	}
	return len(open)
}
