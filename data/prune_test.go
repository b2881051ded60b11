package data

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// publishNights publishes one snapshot a night, the first at a given instant.
func publishNights(t *testing.T, l Lake, first time.Time, nights int) []string {
	t.Helper()
	var ids []string
	for i := range nights {
		text := string(rune('a' + i))
		ids = append(ids, publishAt(t, l, first.AddDate(0, 0, i), map[string]string{
			"core.offer": text, "core.agency": "the same", "performance.indicator": "indicators " + text,
		}).ID)
	}
	return ids
}

var firstNight = time.Date(2026, 11, 1, 3, 0, 0, 0, time.UTC)

// filesOf lists what is in a snapshot's folder.
func filesOf(t *testing.T, l Lake, id string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(l.SnapshotDir(id), func(path string, d os.DirEntry, err error) error {
		if err == nil && path != l.SnapshotDir(id) {
			rel, _ := filepath.Rel(l.SnapshotDir(id), path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPruneSparesWhatIsRead(t *testing.T) {
	l := newLake(t)
	ids := publishNights(t, l, firstNight, 4)
	later := firstNight.AddDate(1, 0, 0)
	release, err := l.Hold(ids[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Serve(ids[0]); err != nil { // rolled back to the oldest
		t.Fatal(err)
	}
	pruned, err := l.Prune(Retention{Keep: 1}, later)
	if err != nil || !slices.Equal(pruned, []string{ids[2]}) {
		t.Fatalf("pruned %v, %v: want only %s (the newest is kept, one is held, one is served)", pruned, err, ids[2])
	}
	release()
	if pruned, err = l.Prune(Retention{Keep: 1}, later); err != nil || !slices.Equal(pruned, []string{ids[1]}) {
		t.Fatalf("pruned %v, %v: want %s, no longer held", pruned, err, ids[1])
	}
}

// TestPruneWaits: the grace period runs from when a snapshot was last replaced.
func TestPruneWaits(t *testing.T) {
	l := newLake(t)
	ids := publishNights(t, l, firstNight, 4)
	grace := Retention{Keep: 1, Grace: 72 * time.Hour}
	// Replaced on the 2nd, 3rd and 4th, at three o'clock.
	for _, step := range []struct {
		now  time.Time
		want []string
	}{
		{firstNight.AddDate(0, 0, 4).Add(-time.Second), nil},
		{firstNight.AddDate(0, 0, 4), ids[:1]},
		{firstNight.AddDate(0, 0, 6), []string{ids[2], ids[1]}},
	} {
		if pruned, err := l.Prune(grace, step.now); err != nil || !slices.Equal(pruned, step.want) {
			t.Fatalf("on %s: pruned %v, %v, want %v", step.now, pruned, err, step.want)
		}
	}
	again := newLake(t)
	ids = publishNights(t, again, firstNight, 3)
	if err := again.Serve(ids[0]); err != nil {
		t.Fatal(err)
	}
	publishNights(t, again, firstNight.AddDate(0, 0, 9), 1) // replaces the first, served again
	if pruned, err := again.Prune(grace, firstNight.AddDate(0, 0, 10)); err != nil || !slices.Equal(pruned, []string{ids[1]}) {
		t.Fatalf("after a rollback: pruned %v, %v, want %s", pruned, err, ids[1])
	}
}

// TestPrunedKeepsItsIndicators: manifest, indicators and every figure of the
// manifest stay; a snapshot that shares its files is untouched.
func TestPrunedKeepsItsIndicators(t *testing.T) {
	l := newLake(t)
	ids := publishNights(t, l, firstNight, 2)
	before, err := l.Manifest(ids[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Prune(Retention{Keep: 1}, firstNight.AddDate(0, 1, 0)); err != nil {
		t.Fatal(err)
	}
	want := []string{"manifest.json", "performance", "performance/indicator.parquet"}
	if files := filesOf(t, l, ids[0]); !slices.Equal(files, want) {
		t.Fatalf("left: %v, want %v", files, want)
	}
	after, err := l.Verify(ids[0])
	if err != nil || !after.IsPruned() || after.Content != before.Content || len(after.Tables) != len(before.Tables) {
		t.Fatalf("pruned manifest %+v, %v", after, err)
	}
	for _, table := range before.Tables {
		left, ok := after.Table(table.Name)
		if !ok || left.Rows != table.Rows || left.Content != table.Content {
			t.Errorf("table %s: %+v, want its rows and content as before", table.Name, left)
		}
		if has := len(left.Files) > 0; has != strings.HasPrefix(table.Name, "performance.") {
			t.Errorf("table %s: names files: %v", table.Name, has)
		}
	}
	if _, err := l.Verify(ids[1]); err != nil {
		t.Errorf("the snapshot that shared files: %v", err)
	}
	if all, err := l.Snapshots(); err != nil || len(all) != 2 {
		t.Errorf("listed %d, %v: want both", len(all), err)
	}
}

// TestPruneCutAnywhere: whatever a killed prune has left to remove, every
// manifest names files that are there, and the next prune ends the work.
func TestPruneCutAnywhere(t *testing.T) {
	for removed := range 4 { // files gone when the kill came: none, one, two; 3: before the manifest
		l := newLake(t)
		ids := publishNights(t, l, firstNight, 2)
		now := firstNight.AddDate(0, 1, 0)
		m, err := l.Manifest(ids[0])
		if err != nil {
			t.Fatal(err)
		}
		if removed == 3 {
			if err := os.WriteFile(filepath.Join(l.SnapshotDir(ids[0]), ".tmp-123"), []byte("half a manif"), 0o600); err != nil {
				t.Fatal(err)
			}
		} else {
			m.PrunedAt = now.Format(time.RFC3339)
			gone := removed
			for i := range m.Tables {
				if strings.HasPrefix(m.Tables[i].Name, "performance.") {
					continue
				}
				if gone > 0 {
					gone--
					if err := os.Remove(filepath.Join(l.SnapshotDir(ids[0]), m.Tables[i].Files[0].Path)); err != nil {
						t.Fatal(err)
					}
				}
				m.Tables[i].Files = nil
			}
			if err := writeManifest(filepath.Join(l.SnapshotDir(ids[0]), manifestFile), m); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range ids {
			if _, err := l.Verify(id); err != nil {
				t.Errorf("cut with %d gone: %v", removed, err)
			}
		}
		if _, err := l.Prune(Retention{Keep: 1}, now); err != nil {
			t.Fatal(err)
		}
		if files := filesOf(t, l, ids[0]); len(files) != 3 {
			t.Errorf("cut with %d gone, pruned again: left %v", removed, files)
		}
	}
}

// TestHoldWaitsForPrune: who asks for a snapshot while it is pruned gets hold of
// what is left, not of a manifest that is no longer there.
func TestHoldWaitsForPrune(t *testing.T) {
	l := newLake(t)
	id := publishNights(t, l, firstNight, 1)[0]
	path := filepath.Join(l.SnapshotDir(id), manifestFile)
	pruner, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(pruner.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	type hold struct {
		release func()
		err     error
	}
	held := make(chan hold, 1)
	go func() {
		release, err := l.Hold(id)
		held <- hold{release, err}
	}()
	select {
	case <-held:
		t.Fatal("held while it is being pruned")
	case <-time.After(50 * time.Millisecond):
	}
	m, err := l.Manifest(id)
	if err != nil {
		t.Fatal(err)
	}
	m.PrunedAt = "2026-12-01T03:00:00Z"
	if err := writeManifest(path, m); err != nil {
		t.Fatal(err)
	}
	_ = pruner.Close()
	h := <-held
	if h.err != nil {
		t.Fatal(h.err)
	}
	defer h.release()
	other, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := syscall.Flock(int(other.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Fatalf("the manifest that is there now can be locked (%v): the reader holds the old one", err)
	}
}
