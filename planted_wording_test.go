package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/data/wording"
)

// TestPlantedWording: precision and recall of the lexicon on the sentences that a
// sample plants in its offers, unlawful ones and lawful ones like them.
func TestPlantedWording(t *testing.T) {
	t.Parallel()
	const least = 0.95
	inbox, planted := t.TempDir(), map[string]sample.Kind{}
	_, err := sample.Generate(t.Context(), sample.Options{
		Out: inbox, Scale: 0.002, Seed: 3, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{}, Only: []string{"offres"}, BrokenShare: -1,
		Labels: func(l sample.Label) error {
			if l.Of == "" && l.Kind != sample.Underpaid {
				planted[l.Offer] = l.Kind
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	eachLine(t, filepath.Join(inbox, "offres"), func(line []byte) {
		var o struct{ ID, Intitule, Description string }
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if _, ok := planted[o.ID]; ok && len(wording.Find(wording.Offer{Title: o.Intitule, Description: o.Description})) > 0 {
			found[o.ID] = true
		}
	})
	var right, wrong, missed float64
	for id, kind := range planted {
		switch {
		case found[id] && kind.IsUnlawful():
			right++
		case found[id]:
			wrong++
		case kind.IsUnlawful():
			missed++
		}
	}
	precision, recall := right/(right+wrong), right/(right+missed)
	t.Logf("%d planted: precision %.3f, recall %.3f", len(planted), precision, recall)
	if right < 100 || precision < least || recall < least {
		t.Errorf("%.0f found, precision %.3f, recall %.3f: want %.2f", right, precision, recall, least)
	}
}
