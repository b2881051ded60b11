package ingest

import (
	"os"
	"path/filepath"
	"testing"

	"vigie/data/realdata"
)

// TestRealSurvey loads the published survey of hiring needs as it is: no cell lost,
// hidden counts known from figures, and the regional and national totals that were
// published lie between what the cells say at least and at most.
func TestRealSurvey(t *testing.T) {
	f := newFixture(t)
	text, err := os.ReadFile(realdata.Path(t, "market", "bmo_2024.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	f.put("bmo/bmo_2024.csv.gz", text)
	r := f.run(Options{}).Files[0]
	if r.State != Loaded || r.Read != 53443 || r.Loaded != r.Read || len(r.Drift) > 0 {
		t.Fatalf("%d read, %d loaded, %s: %v, unknown %v", r.Read, r.Loaded, r.State, r.Rules, r.Drift)
	}
	keys, sum, hidden := map[string]bool{}, map[string]int{}, map[string]int{}
	for _, b := range rows[besoin](f, "bmo") {
		keys[b.Cle] = true
		for _, place := range []string{"France", b.Region} {
			if b.Projects == nil {
				hidden[place]++
			} else {
				sum[place] += int(*b.Projects)
			}
		}
		if (b.Hard == nil) != (b.Difficiles == "*") || (b.Seasonal == nil) != (b.Saisonniers == "*") {
			t.Fatalf("a count is hidden by an asterisk, and only so: %+v", b)
		}
	}
	if len(keys) != 53443 || hidden["France"] != 10891 {
		t.Errorf("%d keys, %d hidden counts", len(keys), hidden["France"])
	}
	for place, published := range map[string]int{"France": 2_782_000, "11": 489_900, "84": 321_700, "93": 247_600} {
		if low, high := sum[place]+hidden[place], sum[place]+4*hidden[place]; published < low || published > high {
			t.Errorf("%s: %d projects were published, the cells say %d to %d", place, published, low, high)
		}
	}
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
			text, err := os.ReadFile(realdata.Path(t, name))
			if err != nil {
				t.Fatal(err)
			}
			f.put("offres/a.json", text)
			r := f.run(Options{}).Files[0]
			if r.State != Loaded || r.Read != want || r.Loaded != want {
				t.Errorf("%d read, %d loaded, %s; want %d: %v %s", r.Read, r.Loaded, r.State, want, r.Rules, r.Error)
			}
			if len(r.Drift) > 0 {
				t.Logf("fields that the contract does not list: %v", r.Drift)
			}
		})
	}
}
