package wording

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"sync"

	"vigie/data/labels"
	"vigie/data/pattern"
	"vigie/data/rules"
)

// Wording is one line of the lexicon.
type Wording struct {
	ID        string
	Kind      string // discrimination or legal
	Criterion string // of article L1132-1, or the legal ground
	Meaning   string // what is found, in French
	Source    string // the law

	lawful *regexp.Regexp // nil when no context makes it lawful
}

// lexicon is the wordings and their patterns, in the order of the file.
type lexicon struct {
	wordings []Wording
	patterns *pattern.Set
	readers  sync.Pool // of *reader
}

// current is read when first asked for; it is embedded, so a mistake in it is one
// of the program, which its first test finds.
var current = sync.OnceValue(func() *lexicon {
	l, err := read(rules.Wording)
	if err != nil {
		panic(err)
	}
	return l
})

// All returns the wordings in the order of the file.
func All() []Wording { return current().wordings }

func read(file []byte) (*lexicon, error) {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	l := &lexicon{}
	var patterns []string
	for _, r := range records[1:] {
		w := Wording{ID: r[0], Kind: r[1], Criterion: r[2], Meaning: r[5], Source: r[6]}
		if r[4] != "" {
			if w.lawful, err = regexp.Compile(r[4]); err != nil {
				return nil, fmt.Errorf("read wording %s: lawful context: %w", w.ID, err)
			}
		}
		l.wordings, patterns = append(l.wordings, w), append(patterns, r[3])
	}
	if l.patterns, err = pattern.New(patterns); err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	l.readers.New = func() any { return &reader{found: make([]bool, len(l.wordings))} }
	return l, nil
}

// Find returns the wordings of an offer's title and description, in the order of
// the lexicon.
func Find(title, description string) (found []Wording) {
	current().read(title, description, func(w *Wording) { found = append(found, *w) })
	return found
}

// IDs are the identifiers of what Find finds, between spaces.
func IDs(title, description string) (ids string) {
	current().read(title, description, func(w *Wording) {
		if ids != "" {
			ids += " "
		}
		ids += w.ID
	})
	return ids
}

// reader is the working space of one reading of one offer.
type reader struct {
	title, description []byte // plain
	found              []bool // by wording
}

// read reads an offer and calls found for each wording in it, in order.
func (l *lexicon) read(title, description string, found func(*Wording)) {
	r := l.readers.Get().(*reader)
	defer l.readers.Put(r)
	r.title, r.description = labels.AppendPlain(r.title[:0], title), labels.AppendPlain(r.description[:0], description)
	any := false
	for _, text := range [...][]byte{r.title, r.description} {
		l.patterns.Each(text, func(i, from, to int) bool {
			if !r.found[i] && !r.isLawful(l.wordings[i].lawful, text, from, to) {
				r.found[i], any = true, true
			}
			return true
		})
	}
	if !any {
		return
	}
	for i := range r.found {
		if r.found[i] {
			found(&l.wordings[i])
		}
	}
	clear(r.found)
}

// isLawful says whether the sentence of text[from:to], or the title, makes it lawful.
func (r *reader) isLawful(lawful *regexp.Regexp, text []byte, from, to int) bool {
	return lawful != nil && (lawful.Match(sentence(text, from, to)) || lawful.Match(r.title))
}

// sentence is what surrounds text[from:to], up to the marks that end sentences.
func sentence(text []byte, from, to int) []byte {
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
func ends(text []byte, i int) bool {
	switch text[i] {
	case '\n', '!', '?', ';':
		return true
	case '.':
		return i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n'
	}
	return false
}
