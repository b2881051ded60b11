package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestCutFiles cuts every format, under every compression, at several places: none
// of it is loaded, and the receipt says why. Only lines of text that are cut exactly
// between two records cannot be told from a whole file.
func TestCutFiles(t *testing.T) {
	offers := make([]wireOffer, 60)
	for i := range offers {
		offers[i] = wireOffer{
			ID: fmt.Sprint(i + 1), DateCreation: "2025-03-10", Intitule: "Boulanger", Description: strings.Repeat("é", i), RomeCode: "D1102",
			AppellationLibelle: "Boulanger", TypeContrat: "CDI", Lieu: wirePlace{Commune: "07010"}, Competences: []wireSkill{{Code: "1"}},
		}
	}
	packings := map[string]func(failer, []byte) []byte{
		"": func(_ failer, text []byte) []byte { return text }, ".gz": gz, ".zst": zst,
	}
	for name, content := range encodings(t, offers) {
		if strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".zst") {
			continue // packed below
		}
		for packing, pack := range packings {
			packed := pack(t, content)
			t.Run(name+packing, func(t *testing.T) {
				t.Parallel()
				whole := newFixture(t)
				whole.put("offres/"+name+packing, packed)
				if r := whole.run(Options{}).Files[0]; r.State != Loaded || r.Loaded != 60 {
					t.Fatalf("the whole file: %+v", r)
				}
				for _, at := range []int{len(packed) - 2, len(packed) * 3 / 4, len(packed) / 2, len(packed) / 4, 7} {
					if i := bytes.LastIndex(packed[:at], []byte("D1102")); packing == "" && i > 0 {
						at = i + 3 // not between two lines, nor in a row's last cell
					}
					f := newFixture(t)
					f.put("offres/"+name+packing, packed[:at])
					report := f.run(Options{})
					if r := report.Files[0]; r.State != Unreadable || r.Error == "" || len(report.Blocking()) != 1 {
						t.Errorf("cut at byte %d of %d: %+v", at, len(packed), r)
					}
					if got := rows[offre](f, "offres"); len(got) > 0 {
						t.Errorf("cut at byte %d of %d: %d offers are in the lake", at, len(packed), len(got))
					}
				}
			})
		}
	}
}
