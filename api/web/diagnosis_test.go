package web

import (
	"flag"
	"os"
	"strings"
	"testing"

	"vigie/analytics/diagnosis"
)

var updateDocs = flag.Bool("update-docs", false, "write the table of rules of the diagnosis into docs/diagnostic.md")

// TestTheDocumentHasTheTable: docs/diagnostic.md has the table of rules as the program reads it, figures
// included.
func TestTheDocumentHasTheTable(t *testing.T) {
	const file, begin, end = "../../docs/diagnostic.md", "<!-- rules -->\n", "<!-- end of rules -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no place for the table", file)
	}
	want := before + begin + ruleTable() + end + after
	if *updateDocs {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Errorf("%s is stale: go test ./api/web -run Document -update-docs", file)
	}
}

// ruleTable is the table of rules in Markdown.
func ruleTable() string {
	var b strings.Builder
	b.WriteString("| difficulté | constat | services proposés | pourquoi | source |\n| --- | --- | --- | --- | --- |\n")
	for _, l := range diagnosisRules() {
		row := []string{l.Title, l.When, strings.Join(l.Services, "<br>"), l.Why, l.Source}
		b.WriteString("| " + plain.Replace(strings.Join(row, " | ")) + " |\n")
	}
	return b.String()
}

// Every reason, source of evidence and service delivered has its words.
func TestDiagnosisHasItsWords(t *testing.T) {
	for _, r := range []string{"no_siret", "not_registered", "not_stated", "not_in_sources", "no_agency", "no_basin", "no_survey", "no_class", "none", "closed", "below_threshold"} {
		if french.word("unsaid", r) == r {
			t.Errorf("reason %s has no words", r)
		}
	}
	for _, r := range diagnosis.Rules() {
		if strings.Contains(filled(r.When), "{") {
			t.Errorf("%s names a rule that is not written: %s", r.Condition, filled(r.When))
		}
	}
}
