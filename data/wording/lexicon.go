package wording

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"

	"vigie/data/labels"
	"vigie/data/rules"
)

// Wording is one line of the lexicon.
type Wording struct {
	ID        string
	Kind      string // discrimination or legal
	Criterion string // of article L1132-1, or the legal ground
	Meaning   string // what is found, in French
	Source    string // the law

	pattern  *regexp.Regexp
	lawful   *regexp.Regexp // nil when no context makes it lawful
	literals []string       // of which every match holds one; none = unknown
}

// lexicon is read when first asked for; it is embedded, so a mistake in it is one
// of the program, which its first test finds.
var lexicon = sync.OnceValue(func() []Wording {
	list, err := read(rules.Wording)
	if err != nil {
		panic(err)
	}
	return list
})

// All returns the wordings in the order of the file.
func All() []Wording { return lexicon() }

func read(file []byte) ([]Wording, error) {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	var list []Wording
	for _, r := range records[1:] {
		w := Wording{ID: r[0], Kind: r[1], Criterion: r[2], Meaning: r[5], Source: r[6]}
		tree, err := syntax.Parse(r[3], syntax.Perl)
		if err != nil {
			return nil, fmt.Errorf("read wording %s: %w", w.ID, err)
		}
		w.pattern, w.literals = regexp.MustCompile(r[3]), required(tree)
		if r[4] != "" {
			if w.lawful, err = regexp.Compile(r[4]); err != nil {
				return nil, fmt.Errorf("read wording %s: lawful context: %w", w.ID, err)
			}
		}
		list = append(list, w)
	}
	return list, nil
}

// Find returns the wordings of an offer's title and description, in the order of
// the lexicon.
func Find(title, description string) []Wording {
	title, description = labels.Plain(title), labels.Plain(description)
	var found []Wording
	for _, w := range lexicon() {
		if w.in(title, title) || w.in(description, title) {
			found = append(found, w)
		}
	}
	return found
}

// in says whether a plain text holds the wording outside its lawful context.
func (w *Wording) in(text, title string) bool {
	if !w.mayBeIn(text) {
		return false
	}
	for _, at := range w.pattern.FindAllStringIndex(text, -1) {
		if w.lawful == nil || !w.lawful.MatchString(sentence(text, at[0], at[1])) && !w.lawful.MatchString(title) {
			return true
		}
	}
	return false
}

func (w *Wording) mayBeIn(text string) bool {
	for _, l := range w.literals {
		if strings.Contains(text, l) {
			return true
		}
	}
	return len(w.literals) == 0
}

// sentence is what surrounds text[from:to], up to the marks that end sentences.
func sentence(text string, from, to int) string {
	for from > 0 && !ends(text, from-1) {
		from--
	}
	for to < len(text) && !ends(text, to) {
		to++
	}
	return text[from:to]
}

// ends says whether a sentence ends at text[i]; the point of a number or of an
// abbreviation has no space behind it.
func ends(text string, i int) bool {
	switch text[i] {
	case '\n', '!', '?', ';':
		return true
	case '.':
		return i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n'
	}
	return false
}
