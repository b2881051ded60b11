// Package realdata finds real public data for tests. The repository holds none:
// a test that wants it looks beside the module and skips, saying so, where it is
// not there.
package realdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is a file or folder of ../shared/data, seen from the module's root; the
// test that asks is skipped where there is no such thing.
func Path(t testing.TB, name ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{Root(t), "..", "shared", "data"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("../shared/data/%s is not there: real data is not in the repository", filepath.Join(name...))
	}
	return path
}

// Root is the module's root.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above this test")
		}
		dir = filepath.Dir(dir)
	}
}
