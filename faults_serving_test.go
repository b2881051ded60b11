package main

import (
	"bufio"
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vigie/analytics"
	"vigie/data"
)

// poisonedNights: of nights that an audit refuses nothing is ever seen, by whoever
// reads CURRENT, follows the lake or asks the server.
func poisonedNights(t *testing.T, f *faults) {
	dir := f.copy(t, f.after)
	lake := data.Lake{Root: dir}
	inbox := t.TempDir()
	copyTree(t, f.delivered, inbox)
	gone := strings.ReplaceAll(string(plain(t, filepath.Join(inbox, "offres", "tout.ndjson.zst"))), "}\n", `,"supprime":true,"dateActualisation":"2026-11-21T20:00:00Z"}`+"\n")
	writeFile(t, filepath.Join(inbox, "offres", "zz-poison.ndjson"), []byte(gone)) // the volume of offers collapses

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	address := serveLake(t, f, dir)
	store, err := analytics.OpenStore(ctx, lake)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	go store.Follow(ctx, time.Millisecond)

	var readers sync.WaitGroup
	var looks atomic.Int64
	watch := func(what string, pause time.Duration, look func() (string, error)) {
		readers.Go(func() {
			for ctx.Err() == nil {
				if id, err := look(); ctx.Err() == nil && (err != nil || id != f.second.ID) {
					t.Errorf("%s gives %q (%v), want %s", what, id, err, f.second.ID)
					return
				}
				looks.Add(1)
				time.Sleep(pause)
			}
		})
	}
	watch("CURRENT", 500*time.Microsecond, lake.Current)
	watch("the newest snapshot", 5*time.Millisecond, func() (string, error) {
		all, err := lake.Snapshots()
		if err != nil || len(all) == 0 {
			return "", err
		}
		return all[0].ID, nil
	})
	watch("a follower", time.Millisecond, func() (string, error) {
		snapshot, release := store.Acquire()
		defer release()
		return snapshot.ID, nil
	})
	watch("the server", 5*time.Millisecond, func() (string, error) {
		response, err := http.Get(address + "/v1/offers?limit=1")
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		return snapshotOf(response)
	})
	nights := bounded(2, 100)
	for range nights {
		code, said := outcome(t, refresh(t.Context(), f.binary, inbox, dir))
		if code != exitRefused || !strings.Contains(said, "core.offer") {
			t.Fatalf("the poisoned night: exit %d: %s", code, said)
		}
	}
	stop()
	readers.Wait()
	runs, err := lake.Runs()
	refused := slices.DeleteFunc(runs, func(r data.Run) bool { return r.State != "refused" })
	if err != nil || len(refused) != nights {
		t.Errorf("%d refused nights in the ledger (%v), want %d", len(refused), err, nights)
	}
	obtained(t, "poisoned nights", "0 of %d visible, %d looks at CURRENT, a follower and the server", nights, looks.Load())
}

// rollback: back to any of the last 14 snapshots by one command, and forward again,
// verified, within two seconds.
func rollback(t *testing.T, f *faults) {
	dir := f.copy(t, f.after)
	lake := data.Lake{Root: dir}
	for day := range bounded(0, 12) {
		cmd := refresh(t.Context(), f.binary, f.delivered, dir)
		cmd.Args = append(cmd.Args, "--as-of", testDay.AddDate(0, 0, day+1).Format(time.DateOnly), "--accept-volume", "core.offer")
		if code, said := outcome(t, cmd); code != 0 {
			t.Fatalf("night %d: exit %d: %s", day, code, said)
		}
	}
	all, err := lake.Snapshots()
	if err != nil || len(all) != bounded(2, 14) {
		t.Fatalf("%d snapshots: %v", len(all), err)
	}
	var slowest time.Duration
	ids := []string{}
	for _, m := range append(slices.Clone(all), all[0]) { // to each, the oldest last, then forward again
		ids = append(ids, m.ID)
	}
	for _, id := range ids {
		cmd := vigie(t, f, "snapshots", "rollback", id, "--lake", dir)
		start := time.Now()
		if code, said := outcome(t, cmd); code != 0 {
			t.Fatalf("rollback to %s: exit %d: %s", id, code, said)
		}
		slowest = max(slowest, time.Since(start))
		if current, err := lake.Current(); err != nil || current != id {
			t.Errorf("serves %s (%v), want %s", current, err, id)
		}
	}
	if slowest > 2*time.Second {
		t.Errorf("a rollback took %v", slowest)
	}
	before := all[0].ID
	for _, table := range []string{"core.offer", "performance.indicator"} { // verified once it is served, and before
		harmOne(t, lake, all[1], table)
		if code, said := outcome(t, vigie(t, f, "snapshots", "rollback", all[1].ID, "--lake", dir)); code != exitFailed || !strings.Contains(said, "damaged snapshot") {
			t.Errorf("rollback to a snapshot of which %s is damaged: exit %d: %s", table, code, said)
		}
		if current, err := lake.Current(); err != nil || current != before {
			t.Errorf("after a refused rollback serves %s (%v), want %s", current, err, before)
		}
	}
	obtained(t, "rollback", "any of the last %d, one command, %d ms at most; a damaged one is refused", len(all), slowest.Milliseconds())
}

// harmOne flips a bit of a file that only this snapshot holds.
func harmOne(t *testing.T, lake data.Lake, m data.Manifest, name string) {
	t.Helper()
	table, ok := m.Table(name)
	if !ok {
		t.Fatalf("no table %s", name)
	}
	path := filepath.Join(lake.SnapshotDir(m.ID), table.Files[0].Path)
	content, mode := readKept(t, path)
	content[len(content)/2] ^= 1
	writeKept(t, path, content, mode)
}

// serveLake serves a lake on a free port until the test ends.
func serveLake(t *testing.T, f *faults, lake string) (address string) {
	t.Helper()
	cmd := vigie(t, f, "serve", "--addr", "127.0.0.1:0", "--auth", "off", "--lake", lake)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	at := strings.Index(line, "http")
	if err != nil || at < 0 {
		t.Fatalf("serve says %q: %v", line, err)
	}
	return strings.TrimSpace(line[at:])
}
