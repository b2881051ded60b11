package duplicate_test

import (
	"strings"

	"vigie/data/labels"
	"vigie/transform/duplicate"
)

// naive is the definition, word for word: every pair of every block, sets of
// strings, components by relabelling.
func naive(rule duplicate.Rule, offers []duplicate.Offer) []duplicate.Row {
	n := len(offers)
	shingles := make([]map[string]bool, n)
	component, best := make([]int, n), make([]float64, n)
	for i, o := range offers {
		shingles[i], component[i] = shinglesOf(rule, o), i
	}
	for i := range n {
		for j := range i {
			a, b := offers[i], offers[j]
			if a.Block != b.Block || a.Created-b.Created > rule.Days || b.Created-a.Created > rule.Days {
				continue
			}
			similarity := jaccard(shingles[i], shingles[j])
			if similarity < rule.Similarity {
				continue
			}
			best[i], best[j] = max(best[i], similarity), max(best[j], similarity)
			for k, old := 0, component[i]; k < n; k++ {
				if component[k] == old {
					component[k] = component[j]
				}
			}
		}
	}
	var rows []duplicate.Row
	for i, o := range offers {
		row := duplicate.Row{Block: o.Block, ID: o.ID, Similarity: best[i]}
		kept := o
		for j, other := range offers {
			if component[i] != component[j] {
				continue
			}
			row.Group++
			if other.Level < kept.Level || other.Level == kept.Level && (other.Created < kept.Created || other.Created == kept.Created && other.ID < kept.ID) {
				kept = other
			}
			row.IsOutranked = row.IsOutranked || other.Level < o.Level
		}
		if row.Kept = kept.ID; row.Group > 1 {
			rows = append(rows, row)
		}
	}
	return rows
}

func shinglesOf(rule duplicate.Rule, o duplicate.Offer) map[string]bool {
	words := append(strings.Fields(labels.Normalize(o.Title)), strings.Fields(labels.Normalize(o.Description))...)
	if len(words) < rule.Words {
		return map[string]bool{strings.Join(words, " "): true}
	}
	set := map[string]bool{}
	for i := range len(words) - rule.Words + 1 {
		set[strings.Join(words[i:i+rule.Words], " ")] = true
	}
	return set
}

func jaccard(a, b map[string]bool) float64 {
	common := 0
	for s := range a {
		if b[s] {
			common++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}
