package wording

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"vigie/data/labels"
)

// Offer is what is read of an offer.
type Offer struct {
	Title, Description string
	CreatedOn          string // ISO day, for the minimum wage in force; "" for the last one known
}

// Finding is a wording and where it stands.
type Finding struct {
	*Wording
	Field      string // wire name of the text: intitule, description
	Start, End int    // in characters (Unicode code points) of that text, End not included
	Text       string // what stands there
}

// Find returns what is found in an offer, title first, from left to right. Of findings
// of one criterion that overlap, the shortest speaks for all: it is the closest to the words.
func Find(o Offer) (all []Finding) {
	r := current().reader(o)
	defer current().readers.Put(r)
	fields := [...]struct {
		name, text string
		found      []Finding
		from       []int // of each plain byte, where it comes from; once something is found
	}{title: {name: "intitule", text: o.Title}, description: {name: "description", text: o.Description}}
	current().each(r, o, func(w *Wording, field, start, end int) {
		f := &fields[field]
		if f.from == nil {
			_, f.from = labels.PlainFrom(f.text)
		}
		f.found = append(f.found, Finding{Wording: w, Field: f.name, Start: f.from[start], End: f.from[end]})
	})
	for _, field := range fields {
		found := closest(field.found)
		for i := range found {
			f := &found[i]
			f.Text = field.text[f.Start:f.End]
			f.Start = utf8.RuneCountInString(field.text[:f.Start])
			f.End = f.Start + utf8.RuneCountInString(f.Text)
		}
		all = append(all, found...)
	}
	clear(r.found)
	return all
}

// closest leaves out the findings that a shorter one of their criterion overlaps, and
// puts the others in order.
func closest(found []Finding) (kept []Finding) {
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.End-a.Start, b.End-b.Start) })
	for _, f := range found {
		overlaps := func(k Finding) bool { return k.Criterion == f.Criterion && k.Start < f.End && f.Start < k.End }
		if !slices.ContainsFunc(kept, overlaps) {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return kept
}

// IDs are the identifiers of the wordings of an offer, between spaces, in the order of
// the lexicon.
func IDs(o Offer) (ids string) {
	l := current()
	r := l.reader(o)
	defer l.readers.Put(r)
	any := false
	l.each(r, o, func(*Wording, int, int, int) { any = true })
	if !any {
		return ""
	}
	for i := range r.found {
		if r.found[i] {
			if ids != "" {
				ids += " "
			}
			ids += l.wordings[i].ID
		}
	}
	clear(r.found)
	return ids
}

// The texts of an offer.
const (
	title = iota
	description
)

// seam stands between the two, which are read as one: no pattern matches it, and it is of no word.
const seam = 0

// reader is the working space of one reading of one offer.
type reader struct {
	plain []byte // both texts
	seam  int    // where the title ends
	found []bool // by wording
}

func (l *lexicon) reader(o Offer) *reader {
	r := l.readers.Get().(*reader)
	r.plain = labels.AppendPlain(r.plain[:0], o.Title)
	r.seam = len(r.plain)
	r.plain = labels.AppendPlain(append(r.plain, seam), o.Description)
	return r
}

// each calls found for each wording in an offer that no context makes lawful, with the text in which it is
// and where: title or description, plain.
func (l *lexicon) each(r *reader, o Offer, found func(w *Wording, field, from, to int)) {
	l.patterns.Each(r.plain, func(i, from, to int) bool {
		w, text, field := &l.wordings[i], r.plain[:r.seam], title
		if from > r.seam {
			text, field = r.plain[r.seam+1:], description
			from, to = from-r.seam-1, to-r.seam-1
		}
		if !w.isLawful(around{r.plain[:r.seam], text, from, to, o.CreatedOn}) {
			r.found[i] = true
			found(w, field, from, to)
		}
		return true
	})
}
