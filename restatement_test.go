package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/api"
	"vigie/data"
)

// TestFiguresAreHadAgain: what a night answered of an indicator is answered again, byte
// for byte, when others are served, and when it is pruned; an id that is none is
// refused with those that are.
func TestFiguresAreHadAgain(t *testing.T) {
	t.Parallel()
	lakeDir, inbox, first := firstNight(t)
	lake := data.Lake{Root: lakeDir}
	serving := func() (server *httptest.Server, end func()) {
		store, err := analytics.OpenStore(t.Context(), lake)
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Complete(t.Context()); err != nil {
			t.Fatal(err)
		}
		handler, err := api.New(api.Deps{Source: store, At: store.At, Auth: api.AuthOff})
		if err != nil {
			t.Fatal(err)
		}
		server = httptest.NewServer(handler)
		return server, func() { server.Close(); store.Close() }
	}
	questions := []string{"/v1/indicators/ent1?level=region", "/v1/indicators/ent3?level=agency&period=month&limit=500", "/v1/indicators/ent2?format=csv&lang=en", "/v1/indicators?lang=fr", "/v1/indicators/ent1?level=region&by=domain"}
	before, end := serving()
	var want []string
	for _, q := range questions {
		want = append(want, page(t, before.URL+q))
	}
	end()

	n := newNight(t, lakeDir, inbox)
	n.asOf = testDay.AddDate(0, 0, -20) // figures of another day
	second := mustRun(t, n)
	after, end := serving()
	again := func(server *httptest.Server, of string) {
		t.Helper()
		for i, q := range questions {
			got := page(t, server.URL+q+"&snapshot="+first.ID)
			got = strings.ReplaceAll(got, "&snapshot="+first.ID, "") // its own address, in a file
			if got != want[i] {
				t.Errorf("%s, %s: %.300s\nwant %.300s", of, q, got, want[i])
			}
			if i == 0 && page(t, server.URL+q) == want[i] {
				t.Errorf("%s: the night served answers the same: the test shows nothing", q)
			}
		}
	}
	if got := served(t, after.URL); got != second.ID {
		t.Fatalf("served %s, want %s", got, second.ID)
	}
	again(after, "not served")
	if got := page(t, after.URL+questions[0]+"&snapshot="+second.ID); got != page(t, after.URL+questions[0]) {
		t.Error("the snapshot served, named, is another one")
	}

	if pruned, err := lake.Prune(data.Retention{Keep: 1}, testDay.AddDate(1, 0, 0)); err != nil || len(pruned) != 0 {
		t.Errorf("pruned %v, %v: a reader holds it", pruned, err)
	}
	end()
	if pruned, err := lake.Prune(data.Retention{Keep: 1}, testDay.AddDate(1, 0, 0)); err != nil || len(pruned) != 1 {
		t.Fatalf("pruned %v, %v", pruned, err)
	}
	pruned, end := serving()
	defer end()
	again(pruned, "pruned")

	unknown := page(t, pruned.URL+"/v1/indicators/ent1?snapshot=000099-0123456789ab")
	if !strings.Contains(unknown, `"status":404`) || !strings.Contains(unknown, first.ID) || !strings.Contains(unknown, second.ID) {
		t.Errorf("an unknown snapshot: %s", unknown)
	}
	for _, refused := range []string{"/v1/indicators/ent1?snapshot=../x", "/v1/offers?snapshot=" + first.ID} {
		if answer := page(t, pruned.URL+refused); !strings.Contains(answer, `"status":400`) {
			t.Errorf("%s: %s", refused, answer)
		}
	}
}

// TestEarlierSnapshotsAreBounded: as many as are kept open are given back, and those
// that a request still reads end with it.
func TestEarlierSnapshotsAreBounded(t *testing.T) {
	t.Parallel()
	lakeDir, _, first := firstNight(t)
	lake := data.Lake{Root: lakeDir}
	ids := []string{first.ID}
	for i := range 6 { // the same tables, published again
		staging := lake.StagingDir("again")
		copyTree(t, lake.SnapshotDir(first.ID), staging)
		if err := os.Remove(filepath.Join(staging, "manifest.json")); err != nil {
			t.Fatal(err)
		}
		m := first
		m.Parent, m.PublishedAt = ids[i], testDay.Add(time.Duration(i+5)*time.Hour).Format(time.RFC3339)
		m, err := lake.Seal(staging, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := lake.Publish(staging, m); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, m.ID)
	}
	store, err := analytics.OpenStore(t.Context(), lake)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	oldest, release, err := store.At(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids[1:] {
		snapshot, giveBack, err := store.At(t.Context(), id)
		if err != nil || snapshot.ID != id {
			t.Fatalf("%s: %v", id, err)
		}
		giveBack()
	}
	if len(oldest.Performance.Definitions()) == 0 {
		t.Error("a snapshot that is read was closed")
	}
	pruned, err := lake.Prune(data.Retention{Keep: 1}, testDay.AddDate(1, 0, 0))
	if err != nil || len(pruned) != 1 || pruned[0] != ids[1] { // the newest six: kept, read, or among the last four asked for
		t.Errorf("pruned %v, %v, want %s only", pruned, err, ids[1])
	}
	release()
	if pruned, err = lake.Prune(data.Retention{Keep: 1}, testDay.AddDate(1, 0, 0)); err != nil || len(pruned) != 1 || pruned[0] != ids[0] {
		t.Errorf("pruned %v, %v, want %s, no longer read", pruned, err, ids[0])
	}
}
