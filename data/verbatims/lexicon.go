package verbatims

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"vigie/data/labels"
)

// lexiconFile is expressions by what they are a mark of: columns mark (a tone, a
// theme, or a turn of phrase) and expressions, apart by "|".
//
//go:embed lexicon.csv
var lexiconFile []byte

// node is a place in the tree of expressions, by stems.
type node struct {
	next  map[string]*node
	marks uint32 // of the expressions that end here, a bit each
	fixed bool   // holds its own negation
}

// turns are the marks that are no theme, in the order of their bits: tones, with ~ the
// weaker ones; wishes and facts; words whose denial is a complaint; and how a text
// turns.
var turns = []string{"positif", "positif~", "negatif", "negatif~", "souhait", "fait", "espere", "contraste", "concession"}

const (
	positive = iota
	weakPositive
	negative
	weakNegative
	wish
	fact
	expected
	contrast
	concession
	firstTheme
	firstWeak     = firstTheme + other
	firstContrast = contrast
)

// readLexicon gives the tree of the expressions, whose words become known. A theme
// with ~ behind it has weaker marks.
func readLexicon(v *vocabulary) (*node, error) {
	records, err := csv.NewReader(bytes.NewReader(lexiconFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	for _, r := range records[1:] {
		for _, w := range wordsOf(labels.Plain(r[1])) {
			v.add(w)
		}
	}
	root := &node{}
	for _, r := range records[1:] {
		mark := markOf(r[0])
		if mark < 0 {
			return nil, fmt.Errorf("read lexicon: unknown mark %s", r[0])
		}
		for expression := range strings.SplitSeq(r[1], "|") {
			at, fixed := root, false
			for _, t := range v.split(expression) {
				at = at.to(t.stem)
				fixed = fixed || negators[t.word] != 0
			}
			at.marks |= 1 << mark
			at.fixed = fixed
		}
	}
	return root, nil
}

func (n *node) to(stem string) *node {
	if n.next == nil {
		n.next = map[string]*node{}
	}
	if n.next[stem] == nil {
		n.next[stem] = &node{}
	}
	return n.next[stem]
}

func markOf(name string) int {
	if i := slices.Index(turns, name); i >= 0 {
		return i
	}
	theme, weak := strings.CutSuffix(name, "~")
	switch i := slices.Index(themes, theme); {
	case i < 0:
		return -1
	case weak:
		return firstWeak + i
	default:
		return firstTheme + i
	}
}

// hit is an expression found: tokens from to to, excluded.
type hit struct {
	from, to int
	marks    uint32
	fixed    bool
}

// groups are the marks of which a longer expression hides the shorter ones inside it.
var groups = [...]uint32{
	1<<expected - 1, 1 << expected, 1<<firstTheme - 1<<firstContrast, 1<<32 - 1<<firstTheme,
}

// find gives the expressions of a text, in order.
func (root *node) find(tokens []token) []hit {
	var hits []hit
	var hidden [len(groups)]int // by group, the end of the last expression
	for i := range tokens {
		at, first := root, len(hits)
		for j := i; j < len(tokens); j++ {
			if at = at.next[tokens[j].stem]; at == nil {
				break
			}
			if at.marks != 0 {
				hits = append(hits, hit{i, j + 1, at.marks, at.fixed})
			}
		}
		for k := len(hits) - 1; k >= first; k-- {
			for g, group := range groups {
				switch {
				case hits[k].marks&group == 0:
				case hidden[g] >= hits[k].to:
					hits[k].marks &^= group
				default:
					hidden[g] = hits[k].to
				}
			}
		}
		kept := slices.DeleteFunc(hits[first:], func(h hit) bool { return h.marks == 0 })
		hits = hits[:first+len(kept)]
	}
	return hits
}
