package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/transform/model"
)

var testDay = time.Date(2026, 11, 22, 0, 0, 0, 0, paris)

// writeSmallInbox makes a sample of two thousand offers of six months: a night costs by month and table more than by offer.
func writeSmallInbox(ctx context.Context, inbox string) error {
	_, err := sample.Generate(ctx, sample.Options{
		Out: inbox, Scale: 0.0003, Months: 6, Seed: 7, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{},
	})
	return err
}

// sharedDir holds the small night, "" when no test asked for it.
var sharedDir string

// smallNight is a small inbox and a lake after its first night, made once. Tests
// leave both as they are.
var smallNight = sync.OnceValues(func() (data.Manifest, error) {
	var err error
	if sharedDir, err = os.MkdirTemp("", "vigie-small-"); err != nil {
		return data.Manifest{}, err
	}
	inbox, lake := filepath.Join(sharedDir, "inbox"), filepath.Join(sharedDir, "lake")
	if err := writeSmallInbox(context.Background(), inbox); err != nil {
		return data.Manifest{}, err
	}
	n, err := nightOn(lake, inbox)
	if err != nil {
		return data.Manifest{}, err
	}
	n.engine.Threads = 2 // others have one: tests run beside one another
	err = n.run(context.Background())
	return n.manifest, err
})

// firstNight is a copy of a small lake after its first night, and what was
// delivered for it.
func firstNight(t *testing.T) (lakeDir, inbox string, m data.Manifest) {
	t.Helper()
	m, err := smallNight()
	if err != nil {
		t.Fatal(err)
	}
	lakeDir = filepath.Join(t.TempDir(), "lake")
	if err := copyLake(filepath.Join(sharedDir, "lake"), lakeDir); err != nil {
		t.Fatal(err)
	}
	return lakeDir, filepath.Join(sharedDir, "inbox"), m
}

func newNight(t *testing.T, lakeDir, inbox string) *night {
	t.Helper()
	n, err := nightOn(lakeDir, inbox)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func nightOn(lakeDir, inbox string) (*night, error) {
	lake, err := data.Create(lakeDir)
	if err != nil {
		return nil, err
	}
	return &night{
		lake: lake, inbox: inbox, key: []byte("a key for the tests of nights"), asOf: testDay, retention: data.Retention{Keep: 14},
		engine: model.Settings{Threads: 1}, progress: data.NoProgress{}, started: testDay.Add(4 * time.Hour),
	}, nil
}

func mustRun(t *testing.T, n *night) data.Manifest {
	t.Helper()
	if err := n.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return n.manifest
}

// TestContentDependsOnRecordsOnly: the same records in other files, in another
// order, under other compressions, delivered twice, on one thread, give the same
// published content.
func TestContentDependsOnRecordsOnly(t *testing.T) {
	t.Parallel()
	_, inbox, want := firstNight(t)

	shuffled := t.TempDir()
	copyTree(t, inbox, shuffled)
	reshuffle(t, filepath.Join(shuffled, "offres"))
	reshuffle(t, filepath.Join(shuffled, "candidatures"))
	n := newNight(t, t.TempDir(), shuffled) // on one thread
	if got := mustRun(t, n); got.Content != want.Content {
		t.Errorf("shuffled: content %s, want %s: %s", got.Content, want.Content, differing(got, want))
	}
	for _, c := range n.manifest.Sources {
		if !c.Balanced() {
			t.Errorf("conservation: %+v", c)
		}
	}
}

// TestDeltasMakeTheWhole: a first load and the deltas of later nights, one night
// each, publish in the end what one night does that all of it is delivered to. A delivery of
// everything as it is in the end makes the same facts, but does not tell what establishments
// stated before.
func TestDeltasMakeTheWhole(t *testing.T) {
	takesMinutes(t)
	t.Parallel()
	o := sample.Options{Out: t.TempDir(), Scale: 0.0006, Months: 6, Seed: 7, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{}}
	if _, err := sample.Generate(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, newNight(t, t.TempDir(), o.Out))

	o.Out = t.TempDir()
	lake := t.TempDir()
	var got data.Manifest
	for _, days := range [][2]int{{0, -40}, {-40, -2}, {-2, -1}, {-1, 0}} {
		o.From, o.To = testDay.AddDate(0, 0, days[0]), testDay.AddDate(0, 0, days[1])
		if days[0] == 0 {
			o.From = time.Time{}
		}
		if _, err := sample.Generate(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		n := newNight(t, lake, o.Out)
		n.asOf = o.To
		got = mustRun(t, n)
		for _, c := range got.Sources {
			if !c.Balanced() {
				t.Errorf("as of %s: conservation: %+v", o.To.Format(time.DateOnly), c)
			}
		}
	}
	if want := mustRun(t, newNight(t, t.TempDir(), o.Out)); got.Content != want.Content {
		t.Errorf("content %s after deltas, %s at once: %s", got.Content, want.Content, differing(got, want))
	}
	for _, name := range differingTables(got, end) {
		if strings.HasPrefix(name, "core.") && name != "core.establishment_version" {
			t.Errorf("%s differs from that of one delivery of everything", name)
		}
	}
}

func differing(got, want data.Manifest) string { return strings.Join(differingTables(got, want), ", ") }

func differingTables(got, want data.Manifest) (names []string) {
	for _, t := range want.Tables {
		if other, _ := got.Table(t.Name); other.Content != t.Content {
			names = append(names, t.Name)
		}
	}
	return names
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// packedFiles are the zstd files of a folder, at least one.
func packedFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.zst"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	return files
}

// eachLine hands every line of a folder's zstd files to visit, which must not keep it.
func eachLine(t *testing.T, dir string, visit func(line []byte)) {
	t.Helper()
	for _, file := range packedFiles(t, dir) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := zstd.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(r)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			visit(s.Bytes())
		}
		if s.Err() != nil {
			t.Fatal(s.Err())
		}
		r.Close()
		_ = f.Close()
	}
}

// reshuffle deals the lines of a folder's NDJSON files to two other files, in
// random order, every tenth line twice.
func reshuffle(t *testing.T, dir string) {
	t.Helper()
	var lines []string
	eachLine(t, dir, func(line []byte) {
		lines = append(lines, string(line))
		if len(lines)%10 == 0 {
			lines = append(lines, string(line))
		}
	})
	for _, file := range packedFiles(t, dir) {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	plain, err := os.Create(filepath.Join(dir, "autre nom.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	packed, err := os.Create(filepath.Join(dir, "suite.ndjson.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	zip := gzip.NewWriter(packed)
	defer zip.Close()
	for i, line := range lines {
		if i%2 == 0 {
			fmt.Fprintln(plain, line)
		} else {
			fmt.Fprintln(zip, line)
		}
	}
}

// TestLostRawFileIsRefused: a raw file that vanished breaks the conservation of
// records, and the snapshot before goes on being served.
func TestLostRawFileIsRefused(t *testing.T) {
	t.Parallel()
	lakeDir, inbox, served := firstNight(t)
	files, err := filepath.Glob(filepath.Join(lakeDir, "raw", "candidatures", "*", "*.parquet"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no raw files: %v", err)
	}
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	n := newNight(t, lakeDir, inbox)
	err = n.run(t.Context())
	if !errors.Is(err, errRefused) || !strings.Contains(err.Error(), "candidatures") {
		t.Fatalf("error %v, want a refusal that names candidatures", err)
	}
	if current, err := n.lake.Current(); err != nil || current != served.ID {
		t.Fatalf("current %s (%v), want %s", current, err, served.ID)
	}
	runs, err := n.lake.Runs()
	if err != nil || len(runs) != 2 || runs[0].State != "refused" || runs[0].Error == "" {
		t.Fatalf("ledger: %+v, %v", runs, err)
	}
}

// TestDamagedSnapshotIsNotServed: one changed byte in a published file is found.
func TestDamagedSnapshotIsNotServed(t *testing.T) {
	t.Parallel()
	lakeDir, inbox, m := firstNight(t)
	n := newNight(t, lakeDir, inbox)
	table, _ := m.Table("performance.indicator")
	path := filepath.Join(n.lake.SnapshotDir(m.ID), table.Files[0].Path)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := n.lake.Verify(m.ID); !errors.Is(err, data.ErrDamaged) || !strings.Contains(err.Error(), "performance.indicator") {
		t.Fatalf("verify: %v, want damage that names the table", err)
	}
	c := queryCmd{SQL: "select count(*) from performance.indicator", Format: "table"}
	c.Lake = n.lake.Root
	if err := c.Run(&env{ctx: t.Context(), out: io.Discard, now: testDay}); !errors.Is(err, data.ErrDamaged) {
		t.Fatalf("query of a damaged table: %v", err)
	}
	again := newNight(t, n.lake.Root, n.inbox)
	repaired := mustRun(t, again)
	if again.record.State != "published" || repaired.Content != m.Content {
		t.Fatalf("the same night again: %s, want a whole snapshot of the same content", again.record.State)
	}
	if _, err := n.lake.Verify(repaired.ID); err != nil {
		t.Fatalf("the snapshot made again shares the damage: %v", err)
	}
}

// TestOneNightAtATime: the second says who holds the lake, at once.
func TestOneNightAtATime(t *testing.T) {
	n := newNight(t, t.TempDir(), t.TempDir())
	release, err := n.lake.Lock("refresh of process 42")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if err := n.run(t.Context()); !errors.Is(err, data.ErrLocked) || !strings.Contains(err.Error(), "process 42") {
		t.Fatalf("error %v, want who holds the lake", err)
	}
}

// commandLine is this test's own binary under the name that makes it the program.
func commandLine(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "vigie")
	if err := os.Symlink(self, binary); err != nil {
		t.Fatal(err)
	}
	return binary
}
