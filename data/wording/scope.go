package wording

import (
	"bytes"

	"vigie/data/pattern"
)

// around is where a pattern was found: text[from:to] of a plain text.
type around struct {
	title     []byte // of the offer, plain
	text      []byte
	from, to  int
	createdOn string // ISO day, "" for today's rules
}

// context makes a wording lawful, where it is found in its scope.
type context struct {
	scope  func(around, *pattern.Matcher) bool
	lawful *pattern.Matcher
}

// neutralScope is where what neutralises any discrimination is looked for (the term
// neutral): the whole clause. It is no column.
const neutralScope = "neutral"

// scopes are the columns of the lexicon that hold contexts, and where each looks.
var scopes = []struct {
	column string
	of     func(around, *pattern.Matcher) bool
}{
	{"lawful", func(a around, lawful *pattern.Matcher) bool {
		return lawful.Match(a.sentence()) || lawful.Match(a.title)
	}},
	{neutralScope, func(a around, lawful *pattern.Matcher) bool {
		from, to := a.clause()
		return lawful.Match(a.text[from:to])
	}},
	{"lawful_before", func(a around, lawful *pattern.Matcher) bool {
		from, _ := a.clause()
		return lawful.Match(a.text[from:a.to])
	}},
	{"lawful_after", func(a around, lawful *pattern.Matcher) bool {
		_, to := a.clause()
		return lawful.Match(a.text[a.to:to])
	}},
}

// isLawful says whether a context of the wording makes it lawful here.
func (w *Wording) isLawful(a around) bool {
	for _, c := range w.contexts {
		if c.scope(a, c.lawful) {
			return true
		}
	}
	return w.check != nil && !w.check(a)
}

// sentence is what surrounds the finding, up to the marks that end sentences.
func (a around) sentence() []byte {
	from, to := a.from, a.to
	for from > 0 && !ends(a.text, from-1) {
		from--
	}
	for to < len(a.text) && !ends(a.text, to) {
		to++
	}
	return a.text[from:to]
}

// clause is what surrounds the finding, up to the marks that part sentences too.
func (a around) clause() (from, to int) {
	from, to = a.from, a.to
	for from > 0 && !ends(a.text, from-1) && !parts(a.text, from-1) {
		from--
	}
	for to < len(a.text) && !ends(a.text, to) && !parts(a.text, to) {
		to++
	}
	if but := bytes.LastIndex(a.text[from:a.from], mais); but >= 0 {
		from += but + len(mais)
	}
	if but := bytes.Index(a.text[a.to:to], mais); but >= 0 {
		to = a.to + but
	}
	return from, to
}

var mais = []byte(" mais ")

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

// parts says whether text[i] parts a sentence; the comma of a number has no space behind it.
func parts(text []byte, i int) bool {
	return text[i] == ',' && i+1 < len(text) && text[i+1] == ' '
}
