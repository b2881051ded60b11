package performance_test

import (
	"slices"
	"testing"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
	"vigie/transform/model"
)

// Disclosure control reads the units of every indicator, and knows its bundle: else it
// would be shown as it is.
func TestEveryIndicatorIsUnderDisclosureControl(t *testing.T) {
	all := models(t)
	hidden := all[slices.IndexFunc(all, func(m model.Model) bool { return m.Table == "meta.hidden" })]
	bundles, err := disclosure.Bundles()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range performance.Define(all) {
		if _, listed := bundles[d.ID]; !listed {
			t.Errorf("%s has no line in data/rules/bundles.csv", d.ID)
		}
		for _, table := range d.Tables() {
			if !slices.Contains(hidden.Refs, table.Name) {
				t.Errorf("%s has no branch in meta/hidden.sql", table.Name)
			}
		}
	}
}

// What is published of each level and cut is of those that exist.
func TestPublicationNamesWhatThereIs(t *testing.T) {
	audiences, err := disclosure.Audiences()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, d := range performance.Define(models(t)) {
		for _, cut := range d.Cuts {
			known[cut] = true
		}
	}
	levels := []string{"agency", "directorate", "department", "region", "country"}
	for _, a := range audiences {
		for level := range a.Finest {
			if !slices.Contains(levels, level) {
				t.Errorf("%s: level %s is none", a.Rule.Audience, level)
			}
		}
		for _, cut := range a.ByCut() {
			if !known[cut] || cut == "rome" || cut == "service" {
				t.Errorf("%s: cut %s is no partition of any indicator, or finer than another", a.Rule.Audience, cut)
			}
		}
	}
}
