package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"vigie/data"
)

// testKey makes the pseudonyms of tests.
var testKey = []byte("a key that only tests use")

// fixture is an inbox and a lake of its own.
type fixture struct {
	t     testing.TB
	inbox string
	lake  data.Lake
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	dir := t.TempDir()
	lake, err := data.Create(filepath.Join(dir, "lake"))
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, inbox: filepath.Join(dir, "inbox"), lake: lake}
	if err := os.Mkdir(f.inbox, 0o755); err != nil {
		t.Fatal(err)
	}
	return f
}

// put delivers a file.
func (f *fixture) put(path string, text []byte) {
	f.t.Helper()
	full := filepath.Join(f.inbox, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(full, text, 0o644); err != nil {
		f.t.Fatal(err)
	}
}

// run ingests the inbox; options only say what differs.
func (f *fixture) run(o Options) Report {
	f.t.Helper()
	report, err := f.try(o)
	if err != nil {
		f.t.Fatal(err)
	}
	return report
}

func (f *fixture) try(o Options) (Report, error) {
	o.Inbox, o.Lake = f.inbox, f.lake
	if o.Key == nil {
		o.Key = testKey
	}
	return Run(context.Background(), o)
}

// rows reads back what raw holds of a source, in the order of files and lines.
func rows[T any](f *fixture, source string) []T {
	f.t.Helper()
	return readAll[T](f.t, filepath.Join(f.lake.RawDir(source), "*", "*.parquet"))
}

// refusals reads back the quarantine of a source.
func (f *fixture) refusals(source string) []refusal {
	f.t.Helper()
	return readAll[refusal](f.t, filepath.Join(f.lake.QuarantineDir(source), "*.parquet"))
}

func readAll[T any](t testing.TB, pattern string) []T {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	for _, path := range paths {
		part, err := parquet.ReadFile[T](path)
		if err != nil {
			t.Fatalf("read %s: %v", path, err)
		}
		all = append(all, part...)
	}
	return all
}
