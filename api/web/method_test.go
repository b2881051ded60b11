package web

import (
	"slices"
	"strings"
	"testing"

	"vigie/data/rules"
)

// The methodology cites every rule of the widget: those whose source is the widget's,
// and those that its engine reads. Its constants are typed nowhere else.
func TestMethodCitesEveryRule(t *testing.T) {
	cited, err := citedRules()
	if err != nil {
		t.Fatal(err)
	}
	body, err := Method()
	if err != nil {
		t.Fatal(err)
	}
	of := 0
	for _, r := range rules.All() {
		isWidgets := strings.Contains(strings.ToLower(r.Seed), "attractivité") || slices.Contains(r.Users(), "analytics/attractivity") ||
			strings.HasPrefix(r.Name, "salary_") || strings.HasPrefix(r.Name, "writing_")
		if !isWidgets || strings.HasPrefix(r.Name, "quality_") { // of the writing guide
			continue
		}
		of++
		if !slices.Contains(cited, r) {
			t.Errorf("the methodology does not cite %s: %s", r.Name, r.Meaning)
		}
		if !strings.Contains(string(body), `id="regle-`+r.Name+`"`) {
			t.Errorf("the methodology does not give the source of %s", r.Name)
		}
	}
	if of < 15 {
		t.Errorf("%d rules of the widget, too few", of)
	}
	text, err := files.ReadFile("html/method.html")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		for _, typed := range []string{"30 offres", "24 mois", "60 jours", "14 jours", "7 jours", "75 %", "50 %"} {
			if strings.Contains(line, typed) {
				t.Errorf("%q is typed: %s", typed, line)
			}
		}
	}
}
