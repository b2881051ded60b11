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
	for _, field := range [...]struct {
		name, text string
		plain      []byte
	}{{"intitule", o.Title, r.title}, {"description", o.Description, r.description}} {
		var found []Finding
		var from []int // of each plain byte, where it comes from; once something is found
		current().each(r, o, field.plain, func(w *Wording, start, end int) {
			if from == nil {
				_, from = labels.PlainFrom(field.text)
			}
			found = append(found, Finding{Wording: w, Field: field.name, Start: from[start], End: from[end]})
		})
		found = closest(found)
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
	for _, text := range [...][]byte{r.title, r.description} {
		l.each(r, o, text, func(w *Wording, _, _ int) { any = true })
	}
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

// reader is the working space of one reading of one offer.
type reader struct {
	title, description []byte // plain
	found              []bool // by wording
}

func (l *lexicon) reader(o Offer) *reader {
	r := l.readers.Get().(*reader)
	r.title, r.description = labels.AppendPlain(r.title[:0], o.Title), labels.AppendPlain(r.description[:0], o.Description)
	return r
}

// each calls found for each wording in a plain text of an offer that no context makes lawful.
func (l *lexicon) each(r *reader, o Offer, text []byte, found func(w *Wording, from, to int)) {
	l.patterns.Each(text, func(i, from, to int) bool {
		w := &l.wordings[i]
		if !w.isLawful(around{r.title, text, from, to, o.CreatedOn}) {
			r.found[i] = true
			found(w, from, to)
		}
		return true
	})
}
