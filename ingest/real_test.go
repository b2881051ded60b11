package ingest

import (
	"os"
	"path/filepath"
	"testing"

	"vigie/data/realdata"
)

// TestRealOffers loads the real answers of the public API as they are: none lost.
func TestRealOffers(t *testing.T) {
	for name, want := range map[string]int64{
		"offers/offres_v2_ardeche_2025-03.json":   150,
		"offers/offres_v2_2019_with_filtres.json": 8,
		"offers/offres_v2_itou_mock.json":         2,
	} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			f := newFixture(t)
			text, err := os.ReadFile(realdata.Path(t, name))
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
