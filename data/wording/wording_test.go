package wording_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"vigie/data/realdata"
	"vigie/data/wording"
)

// sentence is a line of the labelled set: what is to be found in it, if anything.
type sentence struct {
	criteria []string
	text     string
}

func sentences(t testing.TB) []sentence {
	t.Helper()
	file, err := os.Open("testdata/sentences.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []sentence
	for _, r := range records[1:] {
		all = append(all, sentence{strings.Fields(r[0]), r[1]})
	}
	return all
}

func criteria(found []wording.Wording) []string {
	var all []string
	for _, w := range found {
		if !slices.Contains(all, w.Criterion) {
			all = append(all, w.Criterion)
		}
	}
	return all
}

// TestLabelled: precision and recall on the labelled set, each sentence as a
// description and, where it is short, as a title.
func TestLabelled(t *testing.T) {
	const least = 0.95
	var right, wrong, missed float64
	all := sentences(t)
	for _, s := range all {
		for _, found := range [][]wording.Wording{wording.Find("Emploi en CDI", "Poste à pourvoir. "+s.text+"\nMerci de postuler."), wording.Find(s.text, "")} {
			got := criteria(found)
			for _, c := range got {
				if slices.Contains(s.criteria, c) {
					right++
				} else {
					wrong++
					t.Logf("%q: %s found in %q", s.text, c, found[0].ID)
				}
			}
			for _, c := range s.criteria {
				if !slices.Contains(got, c) {
					missed++
					t.Logf("%q: %s not found", s.text, c)
				}
			}
		}
	}
	precision, recall := right/(right+wrong), right/(right+missed)
	t.Logf("%d sentences: precision %.3f, recall %.3f", len(all), precision, recall)
	if len(all) < 120 || precision < least || recall < least {
		t.Errorf("%d sentences, precision %.3f, recall %.3f: want 120 and %.2f", len(all), precision, recall, least)
	}
}

// TestEveryWordingIsFound: no line of the lexicon is idle, each says what and by
// which law, and each criterion is among those of the law.
func TestEveryWordingIsFound(t *testing.T) {
	known := map[string][]string{
		"discrimination": {
			"age", "sex", "family", "pregnancy", "origin", "religion", "union", "politics", "mandate", "appearance", "health", "morals", "handicap",
			"residence", "name", "orientation", "bank", "vulnerability",
		},
		"legal": {"unpaid_trial", "unpaid_work", "pay", "undeclared", "fee", "data", "hours", "dignity", "minor"},
	}
	found := map[string]bool{}
	for _, s := range sentences(t) {
		for _, w := range wording.Find("", s.text) {
			found[w.ID] = true
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
		if found := wording.Find(c.title, c.description); (len(found) > 0) != c.found {
			t.Errorf("%s, %q: found %v", c.title, c.description, criteria(found))
		}
	}
}

// TestSpelling: capitals, accents, typographic signs and spaces change nothing.
func TestSpelling(t *testing.T) {
	for _, text := range []string{"Étrangers s'abstenir", "ETRANGERS S’ABSTENIR", "étrangers  s'abstenir", "e\u0301trangers\u00a0s'abstenir"} {
		if got := criteria(wording.Find("", text)); !slices.Equal(got, []string{"origin"}) {
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
		for _, w := range wording.Find(o.Intitule, o.Description) {
			found++
			t.Logf("%s %s: %s", o.ID, o.Intitule, w.ID)
		}
	}
	if len(offers) < 100 || found > len(offers)/10 {
		t.Errorf("%d findings in %d offers", found, len(offers))
	}
}
