package glossary

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const text = `# Glossary

## Published columns

Words.

| Column | Meaning | Unit | Null means | Tables |
| --- | --- | --- | --- | --- |
| ` + "`agency`" + ` | Agency (*agence*) of ` + "`core.offer`" + ` | code | none stated | core.offer |
| ` + "`block`" + ` | Hash | — | — (empty: none) | x.y |

## Tables without SQL

| Table | What it is | Grain |
| --- | --- | --- |
| ` + "`ref.rome`" + ` | Trades | ` + "`rome_code`, `x`" + ` |

## Other

| a | b |
`

func TestRead(t *testing.T) {
	g, err := Read(text)
	if err != nil {
		t.Fatal(err)
	}
	want := &Glossary{
		Columns: map[string]Column{"agency": {"Agency (agence) of core.offer", "code", "none stated"}, "block": {"Hash", "", "(empty: none)"}},
		Tables:  map[string]Table{"ref.rome": {"Trades", []string{"rome_code", "x"}}},
	}
	if diff := cmp.Diff(want, g); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, broken := range []string{"", "## Published columns\n", "## Published columns\n| a | b |\n| --- | --- |\n| x | y |\n"} {
		if _, err := Read(broken); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}
