package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedData finds a folder of real public data beside the module, which the
// repository does not hold.
func sharedData(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Skip("no go.mod above this test")
		}
		dir = parent
	}
	path := filepath.Join(dir, "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there: real data is not in the repository", path)
	}
	return path
}

// TestRealOffers loads the real answers of the public API as they are: none lost.
func TestRealOffers(t *testing.T) {
	for name, want := range map[string]int64{
		"offers/offres_v2_ardeche_2025-03.json":   150,
		"offers/offres_v2_2019_with_filtres.json": 8,
		"offers/offres_v2_itou_mock.json":         2,
	} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			f := newFixture(t)
			text, err := os.ReadFile(sharedData(t, name))
			if err != nil {
				t.Fatal(err)
			}
			f.put("offres/a.json", text)
			r := f.run(Options{}).Files[0]
			if r.State != Loaded || r.Read != want || r.Loaded != want {
				t.Errorf("%d read, %d loaded, %s; want %d: %v %s", r.Read, r.Loaded, r.State, want, r.Rules, r.Error)
			}
			if len(r.Unknown) > 0 {
				t.Logf("fields that the contract does not list: %v", r.Unknown)
			}
		})
	}
}
