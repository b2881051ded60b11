package main

import (
	"cmp"
	"encoding/json"
	"hash/maphash"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"vigie/data"
	"vigie/data/reference"
	"vigie/data/sample"
	"vigie/transform/duplicate"
)

// plantedRule is what a sample's labels mean by a duplicate.
var plantedRule = duplicate.Rule{Days: 60, Similarity: 0.8, Words: 3}

// TestPlantedDuplicates: of the offers that a sample repeats, all those that are
// duplicates are found and no other, and offers drawn apart hardly ever look alike.
func TestPlantedDuplicates(t *testing.T) {
	t.Parallel()
	inbox := t.TempDir()
	of := map[string]sample.Label{}
	_, err := sample.Generate(t.Context(), sample.Options{
		Out: inbox, Scale: 0.004, Seed: 2, AsOf: testDay, Reference: reference.Embedded(), Progress: data.NoProgress{}, Only: []string{"offres"}, BrokenShare: -1,
		Labels: func(l sample.Label) error {
			if l.Of != "" {
				of[l.Offer] = l
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	offers := plantedOffers(t, inbox)
	found := map[string]string{} // the kept one of its group
	err = duplicate.Rows(t.Context(), plantedRule, func(yield func(duplicate.Offer, error) bool) {
		for _, o := range offers {
			if !yield(o, nil) {
				return
			}
		}
	}, func(r duplicate.Row) error { found[r.ID] = r.Kept; return nil })
	if err != nil {
		t.Fatal(err)
	}
	planted, asPlanted := 0, map[string]bool{}
	for id, l := range of {
		together := found[id] != "" && found[id] == found[l.Of]
		if together != l.Kind.IsDuplicate() {
			t.Errorf("%s repeats %s (%s): found %v", id, l.Of, l.Kind, together)
		}
		if l.Kind.IsDuplicate() {
			planted++
			asPlanted[id], asPlanted[l.Of] = true, true
		}
	}
	alike := 0
	for id := range found {
		if !asPlanted[id] {
			alike++
		}
	}
	t.Logf("%d offers, %d planted duplicates; %d others look like another", len(offers), planted, alike)
	if alike > len(offers)/10000 {
		t.Errorf("%d offers drawn apart are alike, of %d", alike, len(offers))
	}
}

// plantedOffers reads the offers of an inbox as what is compared.
func plantedOffers(t *testing.T, inbox string) []duplicate.Offer {
	t.Helper()
	last := map[string]duplicate.Offer{}
	seed := maphash.MakeSeed()
	eachLine(t, filepath.Join(inbox, "offres"), func(line []byte) {
		var o struct {
			ID, Intitule, Description, RomeCode, SIRET string
			DateCreation                               time.Time
			Entreprise                                 struct{ Nom, SIRET string }
			LieuTravail                                struct{ Commune string }
		}
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if o.Intitule == "" {
			return // deleted
		}
		rome := reference.Embedded().Parent(o.RomeCode)
		employer := cmp.Or(o.SIRET, o.Entreprise.SIRET, o.Entreprise.Nom)
		last[o.ID] = duplicate.Offer{
			Block: maphash.String(seed, rome+"\x00"+o.LieuTravail.Commune+"\x00"+employer), ID: o.ID,
			Created: int(o.DateCreation.Unix() / 86400), Level: 1, Title: o.Intitule, Description: o.Description,
		}
	})
	offers := make([]duplicate.Offer, 0, len(last))
	for _, o := range last {
		offers = append(offers, o)
	}
	slices.SortFunc(offers, func(a, b duplicate.Offer) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
	})
	return offers
}
