package quality

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/data/rules"
	"vigie/data/wording"
)

// whole is an offer with all that the guide asks for.
func whole() Fields {
	return Fields{
		"intitule": "Serveur (H/F)", "typeContrat": "CDI", "dureeTravailLibelle": "35H Horaires normaux", "experienceExige": "D", "salaire.libelle": "Mensuel de 2000 Euros sur 12 mois",
		"lieuTravail.commune": "75102", "entreprise.url": "https://exemple.fr", "competences": []any{map[string]any{"libelle": "Dresser une table", "exigence": "E"}},
		"entreprise.description": "Un restaurant de quartier, ouvert depuis trois générations.",
		"description":            "Missions :\n- accueillir\n- servir\n- encaisser\nPrimes, mutuelle, possibilités d'évolution vers chef de rang. " + strings.Repeat("Le service se fait en salle et en terrasse. ", 12),
	}
}

// Each element alone is worth its weight, and its advice says how to have it.
func TestElements(t *testing.T) {
	if a := Judge(whole(), ""); a.Score != 100 || len(a.Missing) > 0 || len(a.Advice) > 0 || len(a.Alerts) > 0 {
		t.Fatalf("the whole offer: %d, %v, %v, %v", a.Score, a.Missing, a.Advice, a.Alerts)
	}
	for name, without := range map[string]func(Fields){
		"salary": func(f Fields) { f["salaire.libelle"] = "A négocier" },
		"missions": func(f Fields) {
			f["description"] = strings.NewReplacer("Missions :", "", "\n- ", ", ").Replace(f.text("description"))
		},
		"length":   func(f Fields) { f["description"] = f.text("description")[:200] },
		"company":  func(f Fields) { f["entreprise.description"] = "Restaurant" },
		"benefits": func(f Fields) { f["description"] = strings.Replace(f.text("description"), "Primes, mutuelle, ", "", 1) },
		"prospects": func(f Fields) {
			f["description"] = strings.Replace(f.text("description"), "possibilités d'évolution", "travail", 1)
		},
		"site":       func(f Fields) { delete(f, "entreprise.url") },
		"contract":   func(f Fields) { f["typeContrat"] = "CDD" },
		"hours":      func(f Fields) { delete(f, "dureeTravailLibelle") },
		"place":      func(f Fields) { delete(f, "lieuTravail.commune") },
		"experience": func(f Fields) { delete(f, "experienceExige") },
		"skills":     func(f Fields) { f["competences"] = []any{} },
	} {
		f := whole()
		without(f)
		a := Judge(f, "")
		i := slices.IndexFunc(a.Elements, func(e Element) bool { return e.Element == name })
		if diff := cmp.Diff([]string{name}, a.Missing); diff != "" || a.Score != 100-a.Elements[i].Weight || len(a.Advice) != 1 {
			t.Errorf("%s: score %d, advice %v (-want +got) %s", name, a.Score, a.Advice, diff)
		}
	}
	sum := 0
	for _, e := range elements {
		sum += e.weight.Int()
	}
	if sum != 100 {
		t.Errorf("weights add up to %d", sum)
	}
}

// What is too much is advised against, and costs nothing.
func TestTooMuch(t *testing.T) {
	f := whole()
	var skills []any
	for range rules.QualityRequirementsMax.Int() + 1 {
		skills = append(skills, map[string]any{"exigence": "E"})
	}
	f["competences"], f["description"] = skills, f.text("description")+strings.Repeat("Le service. ", 60)
	if a := Judge(f, ""); a.Score != 100 || len(a.Advice) != 2 || !strings.Contains(a.Advice[0], "en exige 6") || !strings.Contains(a.Advice[1], "de 1000") {
		t.Errorf("%d %q", a.Score, a.Advice)
	}
}

// A pay is held against the minimum of its day, with its hours.
func TestPay(t *testing.T) {
	for _, c := range []struct {
		pay, hours, converted, day string
		apprentice, under          bool
	}{
		{"Horaire de 11.90 Euros", "35H", "", "2026-10-01", false, false}, // within a hundredth
		{"Horaire de 11.80 Euros", "35H", "", "2026-10-01", false, true},
		{"Horaire de 11.80 Euros", "35H", "", "2025-10-01", false, false},
		{"Horaire de 8 Euros", "", "", "", false, true},
		{"Mensuel de 1823 Euros sur 12 mois", "35H", "", "", false, false},
		{"Mensuel de 1700 Euros sur 12 mois", "35H", "", "", false, true},
		{"Mensuel de 1700 Euros sur 13 mois", "35H", "", "", false, false},
		{"Mensuel de 1700 Euros", "", "", "", false, false}, // of how many hours?
		{"Mensuel de 1700 Euros", "", "Temps plein", "", false, true},
		{"Mensuel de 900 Euros", "17H30", "Temps partiel", "", false, true},
		{"Mensuel de 920 Euros", "17H30", "Temps partiel", "", false, false},
		{"Mensuel de 900 Euros", "", "Temps partiel", "", false, false},
		{"Mensuel de 45000 Euros", "35H", "", "", false, false},
		{"Annuel de 20000 Euros", "35H", "", "", false, true},
		{"Annuel de 20000 Euros", "35H", "", "", true, false},
		{"A négocier", "35H", "", "", false, false},
	} {
		f := Fields{"salaire.libelle": c.pay, "dureeTravailLibelle": c.hours, "dureeTravailLibelleConverti": c.converted, "alternance": c.apprentice}
		if a, under := underpaid(f, c.day); under != c.under || under && (a.Text != c.pay || a.Rewording == "") {
			t.Errorf("%+v: %v %+v", c, under, a)
		}
	}
}

// Each criterion of the lexicon has its words in French.
func TestEveryCriterionHasALabel(t *testing.T) {
	for _, w := range wording.All() {
		if label(w.Criterion) == w.Criterion {
			t.Errorf("criterion %s has no label", w.Criterion)
		}
	}
}
