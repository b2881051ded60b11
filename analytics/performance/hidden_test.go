package performance_test

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
	"vigie/data/rules"
	"vigie/transform/model"
)

// Disclosure control reads the units of every indicator, and knows its bundle: else it
// would be shown as it is.
func TestEveryIndicatorIsUnderDisclosureControl(t *testing.T) {
	all := models(t)
	named := func(table string) model.Model {
		return all[slices.IndexFunc(all, func(m model.Model) bool { return m.Table == table })]
	}
	closed, followed := named("performance.contribution_closed").Refs, named("performance.contribution_followed").Refs
	for _, table := range slices.Concat(closed, followed) { // or the print of a quarter would not tell that it moved
		if parts, _, _ := strings.Cut(named(table).Header["parts-of"], ","); parts != "unit.offer" {
			t.Errorf("%s is read in contribution_closed.sql or contribution_followed.sql, but not made of the parts of unit.offer: read it in contribution_dated.sql", table)
		}
	}
	contributions := slices.Concat(closed, followed, named("performance.contribution_dated").Refs)
	bundles, err := disclosure.Bundles()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range performance.Define(all) {
		if _, listed := bundles[d.ID]; !listed {
			t.Errorf("%s has no line in data/rules/bundles.csv", d.ID)
		}
		for _, table := range d.Tables() {
			if !slices.Contains(contributions, table.Name) {
				t.Errorf("%s has no branch in contribution_closed.sql, contribution_followed.sql nor contribution_dated.sql", table.Name)
			}
		}
	}
}

// An indicator is shown by the cuts of its contributions and by no other: of those that
// are null there, nothing would be hidden.
func TestControlledCutsAreThoseOfContributions(t *testing.T) {
	all := models(t)
	var contributions string
	for _, m := range all {
		if strings.HasPrefix(m.Table, "performance.contribution_") {
			contributions += m.SQL
		}
	}
	bundles, err := disclosure.Bundles()
	if err != nil {
		t.Fatal(err)
	}
	branch := regexp.MustCompile(`select\s+'(\w+)'(?: as indicator)?,\s+'\w*'(?: as facet)?, agency, month, establishment, ([^;]*?),\s+count`)
	seen := map[string]bool{}
	for _, m := range branch.FindAllStringSubmatch(contributions, -1) {
		var cuts []string
		for _, column := range strings.Split(m[2], ", ") {
			switch {
			case strings.Contains(column, "null"):
			case column == "rome":
				cuts = append(cuts, "domain")
			default:
				cuts = append(cuts, column)
			}
		}
		seen[m[1]] = true
		if !slices.Equal(cuts, bundles[m[1]].Cuts) {
			t.Errorf("%s contributes by %v, and bundles.csv says %v", m[1], cuts, bundles[m[1]].Cuts)
		}
	}
	for id := range bundles {
		if !seen[id] {
			t.Errorf("%s: no branch of contribution_closed.sql, contribution_followed.sql nor contribution_dated.sql could be read", id)
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

// A quarter is decided again when the settings move: the print has theirs.
func TestPrintHasTheSettings(t *testing.T) {
	sum := sha256.Sum256(slices.Concat(rules.Disclosure, rules.Publication, rules.Bundles))
	settings := hex.EncodeToString(sum[:4])
	all := models(t)
	hidden := all[slices.IndexFunc(all, func(m model.Model) bool { return m.Table == "meta.hidden" })]
	if !strings.Contains(hidden.SQL, "'"+settings+" '") {
		t.Errorf("disclosure.csv, publication.csv or bundles.csv changed: write %s where meta/hidden.sql begins its print", settings)
	}
}
