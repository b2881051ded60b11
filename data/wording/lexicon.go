package wording

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"regexp"
	"sync"

	"vigie/data/labels"
	"vigie/data/pattern"
	"vigie/data/rules"
)

// ordinary is text as offers are written, none of it by a recruiter: what is frequent
// in it is not what wordings are looked for by.
//
//go:embed ordinary.txt
var ordinary string

// Wording is one line of the lexicon.
type Wording struct {
	ID        string
	Kind      string // discrimination or legal
	Criterion string // of article L1132-1, or the legal ground
	Rewording string // a lawful way to say it, in French
	Meaning   string // what is found, in French
	Source    string // the law

	contexts []context
	check    func(around) bool // what a pattern can't tell; nil for nothing
}

// Discrimination is the kind of what article L1132-1 forbids; the other kind is legal.
const Discrimination = "discrimination"

// lexicon is the wordings and their patterns, in the order of the file.
type lexicon struct {
	wordings []Wording
	patterns *pattern.Set
	readers  sync.Pool // of *reader
}

// current is read when first asked for; it is embedded, so a mistake in it is one
// of the program, which its first test finds.
var current = sync.OnceValue(func() *lexicon {
	l, err := read(rules.Wording, rules.WordingTerms)
	if err != nil {
		panic(err)
	}
	return l
})

// All returns the wordings in the order of the file.
func All() []Wording { return current().wordings }

func read(file, terms []byte) (*lexicon, error) {
	expand, err := readTerms(terms)
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	column := map[string]int{}
	for i, name := range records[0] {
		column[name] = i
	}
	l := &lexicon{}
	contexts := map[string]*pattern.Matcher{} // many wordings share one
	var patterns []string
	for _, r := range records[1:] {
		at := func(name string) string { return r[column[name]] }
		w := Wording{ID: at("wording_id"), Kind: at("kind"), Criterion: at("criterion"), Rewording: at("rewording"), Meaning: at("meaning"), Source: at("source")}
		w.check = checks[w.ID]
		for _, scope := range scopes {
			text := ""
			switch {
			case scope.column != neutralScope:
				text = at(scope.column)
			case w.Kind == Discrimination:
				text = "{neutral}"
			}
			if text == "" {
				continue
			}
			text, err := expand(text)
			if err != nil {
				return nil, fmt.Errorf("read wording %s: %w", w.ID, err)
			}
			lawful, known := contexts[text]
			if !known {
				if lawful, err = pattern.Compile(text); err != nil {
					return nil, fmt.Errorf("read wording %s: %s: %w", w.ID, scope.column, err)
				}
				contexts[text] = lawful
			}
			w.contexts = append(w.contexts, context{scope.of, lawful})
		}
		p, err := expand(at("pattern"))
		if err != nil {
			return nil, fmt.Errorf("read wording %s: %w", w.ID, err)
		}
		l.wordings, patterns = append(l.wordings, w), append(patterns, p)
	}
	if l.patterns, err = pattern.New(patterns, labels.Plain(ordinary)); err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	l.readers.New = func() any { return &reader{found: make([]bool, len(l.wordings))} }
	return l, nil
}

// named is a class of words in a pattern, as {woman}; a number is a repeat.
var named = regexp.MustCompile(`\{[a-z]+\}`)

// readTerms gives what writes the classes of words out. A class may hold those above it.
func readTerms(file []byte) (expand func(string) (string, error), err error) {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read terms of wordings: %w", err)
	}
	terms := map[string]string{}
	expand = func(text string) (string, error) {
		var unknown error
		text = named.ReplaceAllStringFunc(text, func(name string) string {
			alternatives, known := terms[name]
			if !known {
				unknown = fmt.Errorf("no term %s above", name)
			}
			return alternatives
		})
		return text, unknown
	}
	for _, r := range records[1:] {
		alternatives, err := expand(r[1])
		if err != nil {
			return nil, fmt.Errorf("read term %s: %w", r[0], err)
		}
		terms["{"+r[0]+"}"] = "(?:" + alternatives + ")"
	}
	return expand, nil
}
