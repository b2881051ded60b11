// Package scorepage holds the tables of docs/textes.md to what tests measure: a test
// that measures gives its table, and fails where the page says something else. With
// -update-scores it writes the page. Only tests use it.
package scorepage

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie/data/realdata"
)

var update = flag.Bool("update-scores", false, "write the tables of docs/textes.md")

// Hold compares a table with the one of its name in the page, between
// <!-- scores: name --> and <!-- end -->.
func Hold(t testing.TB, name, table string) {
	t.Helper()
	file := filepath.Join(realdata.Root(t), "docs", "textes.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	mark := "<!-- scores: " + name + " -->\n"
	before, rest, found := strings.Cut(string(text), mark)
	there, after, ended := strings.Cut(rest, "<!-- end -->")
	switch {
	case !found || !ended:
		t.Fatalf("%s: no %q", file, mark)
	case there == table:
	case *update:
		if err := os.WriteFile(file, []byte(before+mark+table+"<!-- end -->"+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("docs/textes.md does not say what is measured; run this test with -update-scores:\n%s", table)
	}
}
