package verbatims

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// labelledFile is verbatims written for this package, none by a recruiter: columns
// half (tune or held, by a hash of the text), tone, themes, text.
//
//go:embed labelled.csv
var labelledFile []byte

// Files are what answers are learnt from: when they change, so may the answers.
func Files() [][]byte { return [][]byte{labelledFile, lexiconFile} }

// The tones and themes, as they are published.
var (
	tones  = []string{"positif", "neutre", "negatif"}
	themes = []string{
		"delai", "pertinence_profils", "ecoute_conseil", "joignabilite", "outils_numeriques", "suivi", "aides_mesures", "redaction_offre", "presence_candidats", "autre",
	}
)

// other is the theme of what speaks of none.
const other = 9

// example is a labelled verbatim.
type example struct {
	half   string
	tone   int
	themes uint16 // a bit each
	text   string
}

func readLabelled(file []byte) ([]example, error) {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read labelled verbatims: %w", err)
	}
	var all []example
	for _, r := range records[1:] {
		e := example{half: r[0], tone: slices.Index(tones, r[1]), text: r[3]}
		for _, name := range strings.Fields(r[2]) {
			i := slices.Index(themes, name)
			if i < 0 {
				return nil, fmt.Errorf("read labelled verbatims: %q: unknown theme %s", r[3], name)
			}
			e.themes |= 1 << i
		}
		if e.tone < 0 || e.themes == 0 {
			return nil, fmt.Errorf("read labelled verbatims: %q: unknown tone %s, or no theme", r[3], r[1])
		}
		all = append(all, e)
	}
	return all, nil
}
