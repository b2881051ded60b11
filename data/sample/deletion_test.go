package sample

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestExits: a few records of each source are deleted in the end, a few
// applications are for an offer that never comes, and a few offers of the last day
// are dated after it.
func TestExits(t *testing.T) {
	dir, report := generate(t, Options{Scale: 0.003, Seed: 2, BrokenShare: -1, Only: []string{"offres", "candidatures", "services", "enquetes", "demandeurs", "contacts", "etablissements"}})
	for source, n := range report.Rows {
		deleted := 0
		lines(t, dir, source, func(line []byte) {
			if bytes.Contains(line, []byte(`"supprime":true`)) || source == "enquetes" && bytes.HasSuffix(line, []byte(";O")) {
				deleted++
			}
		})
		if deleted == 0 || int64(deleted) > n/goneEvery*2 {
			t.Errorf("%s: %d of %d records deleted", source, deleted, n)
		}
	}
	known, announced := map[string]bool{}, 0
	lines(t, dir, "offres", func(line []byte) {
		var o struct{ ID, DateCreation string }
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		known[o.ID] = true
		if o.DateCreation >= "2025-04-01" {
			announced++
		}
	})
	if announced == 0 {
		t.Error("no offer is dated after the window")
	}
	orphans, all := 0, 0
	lines(t, dir, "candidatures", func(line []byte) {
		var a struct{ OffreID string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		if all++; a.OffreID != "" && !known[a.OffreID] {
			orphans++
		}
	})
	if orphans < all/orphanEvery/2 || orphans > all/orphanEvery*2 {
		t.Errorf("%d orphans of %d applications", orphans, all)
	}
}
