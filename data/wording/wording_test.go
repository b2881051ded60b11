package wording_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"vigie/data/realdata"
	"vigie/data/wording"
)

// TestEveryWordingIsFound: no line of the lexicon is idle, each says what and by
// which law, and each criterion is among those of the law.
func TestEveryWordingIsFound(t *testing.T) {
	known := map[string][]string{
		"discrimination": {
			"age", "sex", "family", "pregnancy", "origin", "religion", "union", "politics", "mandate", "appearance", "health", "morals", "handicap",
			"residence", "name", "orientation", "gender_identity", "bank", "vulnerability", "genetic", "autonomy",
			"language", "whistleblower",
		},
		"legal": {"unpaid_trial", "unpaid_work", "pay", "undeclared", "fee", "data", "hours", "dignity", "minor", "documents"},
	}
	found := map[string]bool{}
	for _, s := range sentences(t) {
		for id := range strings.FieldsSeq(wording.IDs(s.offer())) {
			found[id] = true
		}
	}
	seen := map[string]bool{}
	for _, w := range wording.All() {
		if seen[w.ID] || w.Meaning == "" || w.Source == "" || !slices.Contains(known[w.Kind], w.Criterion) {
			t.Errorf("wording %+v: twice, or of an unknown criterion, or without meaning or source", w)
		}
		seen[w.ID] = true
		if !found[w.ID] {
			t.Errorf("wording %s is found in no sentence of the labelled set: add one", w.ID)
		}
	}
}

// TestTitleIsContext: what the title says makes words of the description lawful,
// and does not make others so.
func TestTitleIsContext(t *testing.T) {
	for _, c := range []struct {
		title, description string
		found              bool
	}{
		{"Apprenti boulanger", "Vous avez moins de 30 ans.", false},
		{"Boulanger", "Vous avez moins de 30 ans.", true},
		{"Vendeur (H/F)", "Nous recherchons une vendeuse.", false},
		{"Magasinier (H/F)", "Nous recherchons un homme.", true},
		{"Mannequin", "Taille minimum : 1m75.", false},
	} {
		if found := wording.Find(wording.Offer{Title: c.title, Description: c.description}); (len(found) > 0) != c.found {
			t.Errorf("%s, %q: found %v", c.title, c.description, criteria(found))
		}
	}
}

// TestSpelling: capitals, accents, typographic signs and spaces change nothing.
func TestSpelling(t *testing.T) {
	for _, text := range []string{"Étrangers s'abstenir", "ETRANGERS S’ABSTENIR", "étrangers  s'abstenir", "e\u0301trangers\u00a0s'abstenir"} {
		if got := criteria(wording.Find(wording.Offer{Description: text})); !slices.Equal(got, []string{"origin"}) {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestRealOffers: of real offers few are suspect, and what is found is listed.
func TestRealOffers(t *testing.T) {
	file := realdata.Path(t, "offers", "offres_v2_ardeche_2025-03.json")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var offers []struct{ ID, Intitule, Description string }
	var answer struct {
		Resultats []struct{ ID, Intitule, Description string }
	}
	if json.Unmarshal(text, &offers) != nil {
		if err := json.Unmarshal(text, &answer); err != nil {
			t.Fatal(err)
		}
		offers = answer.Resultats
	}
	found := 0
	for _, o := range offers {
		for _, w := range wording.Find(wording.Offer{Title: o.Intitule, Description: o.Description}) {
			found++
			t.Logf("%s %s: %s %q", o.ID, o.Intitule, w.ID, w.Text)
		}
	}
	if len(offers) < 100 || found > len(offers)/10 {
		t.Errorf("%d findings in %d offers", found, len(offers))
	}
}
