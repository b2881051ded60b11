package labels

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie/data/realdata"
)

var update = flag.Bool("update", false, "rewrite the golden texts")

// realOffer is what this package reads of an offer of the public API.
type realOffer struct {
	ID      string
	Salaire struct{ Libelle string }

	ExperienceExige, ExperienceLibelle               string
	DureeTravailLibelle, DureeTravailLibelleConverti string
	TypeContrat, TypeContratLibelle                  string
	LieuTravail                                      struct{ Commune, CodePostal, Libelle string }
	Permis, Langues, Competences                     []struct{ Code, Libelle string }
	Formations                                       []struct{ NiveauLibelle string }
}

// TestRealOffers says, for the real files beside the repository, how many labels
// were stated and how many were read, and names the few that were not, with why.
// The golden text holds labels and offer numbers only.
func TestRealOffers(t *testing.T) {
	var out strings.Builder
	for _, name := range []string{"offres_v2_ardeche_2025-03.json", "offres_v2_2019_with_filtres.json", "offres_v2_itou_mock.json"} {
		offers := readOffers(t, realdata.Path(t, filepath.Join("offers", name)))
		fmt.Fprintf(&out, "%s: %d offers\n", name, len(offers))
		report(&out, offers)
		reportLists(&out, offers)
	}
	golden := filepath.Join("testdata", "real_offers.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("labels are read otherwise (go test -update, then read the diff):\n%s", out.String())
	}
}

// readings are the labels that are read, and how.
var readings = []struct {
	name   string
	stated func(o *realOffer) string // the label, "" when the offer states none
	read   func(o *realOffer) bool
	why    string // a label is not read
}{
	{"salary", func(o *realOffer) string { return o.Salaire.Libelle },
		func(o *realOffer) bool { _, ok := ReadSalary(o.Salaire.Libelle); return ok },
		"outside the grammar: no amount"},
	{"experience", func(o *realOffer) string { return o.ExperienceLibelle },
		func(o *realOffer) bool { _, ok := ExperienceMonths(o.ExperienceExige, o.ExperienceLibelle); return ok },
		"no duration in the label"},
	{"weekly hours", func(o *realOffer) string { return o.DureeTravailLibelle },
		func(o *realOffer) bool { _, ok := WeeklyHours(o.DureeTravailLibelle); return ok },
		"no hours in the label"},
	{"part time", func(o *realOffer) string { return o.DureeTravailLibelleConverti + o.DureeTravailLibelle },
		func(o *realOffer) bool {
			hours, _ := WeeklyHours(o.DureeTravailLibelle)
			_, known := PartTime(o.DureeTravailLibelleConverti, o.DureeTravailLibelle, hours)
			return known
		},
		"neither hours nor a mention of full or part time"},
	{"contract length", func(o *realOffer) string {
		if o.TypeContrat == "CDI" {
			return "" // has none
		}
		return o.TypeContratLibelle
	},
		func(o *realOffer) bool { _, ok := ContractMonths(o.TypeContratLibelle); return ok },
		"no length in the label"},
	{"department", func(o *realOffer) string {
		return strings.TrimSpace(o.LieuTravail.Commune + " " + o.LieuTravail.CodePostal + " " + o.LieuTravail.Libelle)
	},
		func(o *realOffer) bool {
			return Department(o.LieuTravail.Commune, o.LieuTravail.CodePostal, o.LieuTravail.Libelle) != ""
		},
		"not in France, or no place at all"},
}

func report(out *strings.Builder, offers []realOffer) {
	for _, r := range readings {
		stated, read := 0, 0
		var missed []string
		for i := range offers {
			label := r.stated(&offers[i])
			if label == "" {
				continue
			}
			stated++
			if r.read(&offers[i]) {
				read++
			} else {
				missed = append(missed, fmt.Sprintf("    %s: %q (%s)\n", offers[i].ID, label, r.why))
			}
		}
		fmt.Fprintf(out, "  %-15s %3d stated, %3d read\n%s", r.name, stated, read, strings.Join(missed, ""))
	}
}

// reportLists says the same of the lists that pools compare by key. A language has
// no code: one is read when its key is a single word.
func reportLists(out *strings.Builder, offers []realOffer) {
	stated, read, missed := map[string]int{}, map[string]int{}, map[string][]string{}
	count := func(list, label string, ok bool, why string) {
		stated[list]++
		if ok {
			read[list]++
			return
		}
		missed[list] = append(missed[list], fmt.Sprintf("    %q (%s)\n", label, why))
	}
	for i := range offers {
		o := &offers[i]
		for _, p := range o.Permis {
			key, _, _ := strings.Cut(LicenceKey(p.Libelle), "79.06")
			count("licence", p.Libelle, licences[key] == key && key != "", "names no category")
		}
		for _, l := range o.Langues {
			key := LanguageKey(l.Libelle)
			count("language", l.Libelle, key != "" && !strings.Contains(key, " "), "more than a name")
		}
		for _, f := range o.Formations {
			if f.NiveauLibelle != "" {
				_, ok := DiplomaLevel(f.NiveauLibelle)
				count("diploma", f.NiveauLibelle, ok, "names no level")
			}
		}
		for _, c := range o.Competences {
			count("skill", c.Libelle, c.Code != "", "no code: compared by its label, "+Normalize(c.Libelle))
		}
	}
	for _, list := range []string{"licence", "language", "diploma", "skill"} {
		fmt.Fprintf(out, "  %-15s %3d stated, %3d read\n%s", list, stated[list], read[list], strings.Join(missed[list], ""))
	}
}

func readOffers(t *testing.T, path string) []realOffer {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Resultats []realOffer }
	if err := json.Unmarshal(text, &answer); err != nil {
		var list []realOffer
		if err := json.Unmarshal(text, &list); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return list
	}
	return answer.Resultats
}
