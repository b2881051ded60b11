package data

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// publishOne publishes a snapshot of tables, each one file of the given content.
func publishOne(t *testing.T, l Lake, tables map[string]string) Manifest {
	t.Helper()
	return publishAt(t, l, time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC), tables)
}

func publishAt(t *testing.T, l Lake, at time.Time, tables map[string]string) Manifest {
	t.Helper()
	dir := l.StagingDir("test")
	m := Manifest{AsOf: at.Format(time.DateOnly), PublishedAt: at.Format(time.RFC3339)}
	if current, err := l.Current(); err == nil {
		m.Parent = current
	}
	for name, content := range tables {
		path := strings.ReplaceAll(name, ".", "/") + ".parquet"
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		m.Tables = append(m.Tables, ManifestTable{Name: name, Rows: 1, Content: content, Files: []ManifestFile{{Path: path}}})
	}
	m, err := l.Seal(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Publish(dir, m); err != nil {
		t.Fatal(err)
	}
	return m
}

func newLake(t *testing.T) Lake {
	t.Helper()
	l, err := Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestPublish(t *testing.T) {
	l := newLake(t)
	if _, err := l.Current(); !errors.Is(err, ErrNoSnapshot) {
		t.Fatalf("current of an empty lake: %v", err)
	}
	first := publishOne(t, l, map[string]string{"core.offer": "a", "core.agency": "b", "meta.file": "c"})
	second := publishOne(t, l, map[string]string{"core.offer": "a2", "core.agency": "b", "meta.file": "c2"})
	third := publishOne(t, l, map[string]string{"core.offer": "a2", "core.agency": "b", "meta.file": "c3"})
	if current, err := l.Current(); err != nil || current != third.ID {
		t.Fatalf("current %s (%v), want %s", current, err, third.ID)
	}
	if first.Content == second.Content {
		t.Error("other rows, same content")
	}
	if second.Content != third.Content {
		t.Error("schema meta counts as content")
	}
	if !strings.HasPrefix(first.ID, "000001-") || !strings.HasPrefix(third.ID, "000003-") {
		t.Errorf("ids %s, %s: want them numbered", first.ID, third.ID)
	}
	for _, m := range []Manifest{first, second, third} {
		if _, err := l.Verify(m.ID); err != nil {
			t.Errorf("verify %s: %v", m.ID, err)
		}
	}
	same := func(a, b Manifest, path string) bool {
		x, errX := os.Stat(filepath.Join(l.SnapshotDir(a.ID), path))
		y, errY := os.Stat(filepath.Join(l.SnapshotDir(b.ID), path))
		return errX == nil && errY == nil && os.SameFile(x, y)
	}
	if !same(first, second, "core/agency.parquet") || same(first, second, "core/offer.parquet") {
		t.Error("snapshots share their equal files, and no others")
	}
	all, err := l.Snapshots()
	if err != nil || len(all) != 3 || all[0].ID != third.ID || all[0].Parent != second.ID {
		t.Errorf("snapshots %v, %v", all, err)
	}
}

// TestLinkedFilesKeepTheirHash: a night that carries a file on by a link publishes
// what its parent says of it, so that a file which rots meanwhile is found.
func TestLinkedFilesKeepTheirHash(t *testing.T) {
	l := newLake(t)
	first := publishOne(t, l, map[string]string{"core.offer": "a"})
	theirs := filepath.Join(l.SnapshotDir(first.ID), "core/offer.parquet")
	dir := l.StagingDir("linked")
	mine := filepath.Join(dir, "core/offer.parquet")
	if err := os.MkdirAll(filepath.Dir(mine), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(theirs, mine); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(theirs, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(theirs, []byte("X"), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := l.Seal(dir, Manifest{Parent: first.ID, Tables: []ManifestTable{{Name: "core.offer", Rows: 1, Content: "a", Files: []ManifestFile{{Path: "core/offer.parquet"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Tables[0].Files[0].SHA256, first.Tables[0].Files[0].SHA256; got != want {
		t.Errorf("hash %s, want that of the parent's manifest, %s", got, want)
	}
	if err := l.Publish(dir, m); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Verify(m.ID); !errors.Is(err, ErrDamaged) {
		t.Errorf("verify: %v, want damage", err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"a changed byte": func(p string) error { return os.WriteFile(p, []byte("X"), 0o644) },
		"a cut file":     func(p string) error { return os.Truncate(p, 0) },
		"a lost file":    os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			l := newLake(t)
			m := publishOne(t, l, map[string]string{"core.offer": "a", "core.agency": "b"})
			path := filepath.Join(l.SnapshotDir(m.ID), "core/offer.parquet")
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := harm(path); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Verify(m.ID); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "core.offer") || !strings.Contains(err.Error(), "rollback") {
				t.Errorf("verify: %v, want damage that names the table and the remedy", err)
			}
		})
	}
}

func TestManifestRefusesStrangeIDs(t *testing.T) {
	l := newLake(t)
	for _, id := range []string{"", "..", "../x", "000009-none", ".hidden"} {
		if _, err := l.Manifest(id); err == nil || !strings.Contains(err.Error(), "vigie snapshots list") {
			t.Errorf("manifest %q: %v", id, err)
		}
	}
}

func TestLedger(t *testing.T) {
	l := newLake(t)
	if runs, err := l.Runs(); err != nil || len(runs) != 0 {
		t.Fatalf("runs of an empty lake: %v, %v", runs, err)
	}
	for _, id := range []string{"one", "two"} {
		if err := l.Record(Run{ID: id, State: "published"}); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(l.LedgerFile(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"run":"thr`); err != nil { // cut by a crash
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	runs, err := l.Runs()
	if err != nil || len(runs) != 2 || runs[0].ID != "two" {
		t.Fatalf("runs %v, %v: want two, the newest first", runs, err)
	}
	if err := l.Record(Run{ID: "four"}); err != nil {
		t.Fatal(err)
	}
	if runs, err := l.Runs(); err != nil || len(runs) != 3 || runs[0].ID != "four" {
		t.Errorf("after a cut line: %v, %v, want the next run whole", runs, err)
	}
}

func TestLock(t *testing.T) {
	l := newLake(t)
	release, err := l.Lock("refresh of process 1 since dawn, a long description")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Lock("another"); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "process 1") {
		t.Fatalf("second lock: %v, want who holds it", err)
	}
	release()
	release, err = l.Lock("short")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if holder, err := os.ReadFile(filepath.Join(l.Root, "LOCK")); err != nil || string(holder) != "short\n" {
		t.Errorf("holder %q, %v", holder, err)
	}
}

func TestWriteFileAtomic(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "CURRENT")
	for _, content := range []string{"old, and longer", "new"} {
		if err := WriteFileAtomic(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Fatalf("read %q, %v", got, err)
		}
	}
	if err := WriteFileAtomic(filepath.Join(dir, "no such folder", "x"), nil, 0o644); err == nil {
		t.Error("no error without the folder")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestOpenWithoutLake(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "nowhere"))
	if !errors.Is(err, ErrNoLake) || !strings.Contains(err.Error(), "vigie refresh") {
		t.Errorf("open: %v, want what to do", err)
	}
}
