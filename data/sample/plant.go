package sample

import (
	"bytes"
	"math/rand/v2"
)

// How often an offer is repeated by another.
const (
	copyEvery          = 33 // entrusted offers for one that a partner publishes too
	repeatEvery        = 20 // partners' offers for one that another channel repeats
	repeatEntrusted    = 200
	within, copiedBy   = 60, 20 // days: what a duplicate keeps to, and what a planted one keeps to
	editLight, toHeavy = 50, 10 // words from one edit to the next
)

var (
	repeats = [...]Kind{Exact, Light, Exact, Heavy, Exact, Light, OtherEmployer, Exact, OtherCommune, Later}
	twice   = [...]Kind{Exact, Light, Exact, Heavy, OtherEmployer, OtherCommune, Later}
)

// plantOf tells how an offer is repeated, "" when it isn't: once at most, so that
// no chain of offers makes duplicates of what is none.
func plantOf(what int, n int64) Kind {
	switch {
	case what == partner && n%repeatEvery == 13:
		return repeats[n/repeatEvery%int64(len(repeats))]
	case what == entrusted && n%copyEvery == 0:
		return Copied
	case what == entrusted && n%repeatEntrusted == 7:
		return twice[n/repeatEntrusted%int64(len(twice))]
	}
	return ""
}

// repeat makes the offer that repeats another.
func (w *world) repeat(c, o *offer, n int64, kind Kind) {
	chance := mix(o.number)
	*c = *o
	c.of, c.plant = o, kind
	c.kind, c.number = planted, planted<<29|uint64(n)<<1|uint64(o.kind)
	if kind == Copied {
		c.kind, c.number = copied, copied<<29|uint64(n)
	}
	c.day += 1 + int(chance%copiedBy)
	switch kind {
	case Later:
		c.day += within
	case OtherEmployer:
		c.employer = w.employers.other(o, chance>>8)
	case OtherCommune:
		c.place = (o.place + 1 + int(chance>>8)%max(1, len(w.communes)-1)) % len(w.communes)
		c.at = &w.communes[c.place]
		c.agency = &w.agencies[c.at.agency]
	}
	c.created = workingTime(min(c.day, w.end-1), uint32(chance>>32))
	c.updated, c.closed, c.closingDay = c.created, false, never
	if !c.isEntrusted() || kind == Copied {
		return
	}
	c.closingDay, c.filled, c.reason = c.day+2+int(chance>>16%9), 0, "ABANDON"
	if kind.IsDuplicate() {
		c.reason = "DOUBLON"
	}
	if c.closed = c.closingDay < w.end; c.closed {
		c.closing = workingTime(c.closingDay, uint32(chance>>24))
		c.updated = c.closing
	}
}

var (
	swapped = []string{"également", "parfois", "surtout", "aussitôt", "ensemble", "volontiers", "notamment", "pleinement", "toujours", "bientôt", "autrement", "davantage"}
	added   = []string{"Postulez en ligne sur notre site.", "Offre relayée par notre partenaire.", "Référence à rappeler lors du contact.", "Annonce publiée par notre réseau."}
)

// appendEdited writes a text with some words changed, or a sentence added.
func appendEdited(r *rand.Rand, b, text []byte, kind Kind) []byte {
	step := editLight
	switch {
	case kind == Heavy:
		step = toHeavy
	case r.IntN(2) == 0:
		return append(append(b, text...), added[r.IntN(len(added))]...)
	}
	left := step / 3
	for len(text) > 0 {
		end := bytes.IndexByte(text, ' ') + 1
		if end == 0 {
			end = len(text)
		}
		if left--; left <= 0 && isPlain(text[:end]) {
			b = append(append(b, swapped[r.IntN(len(swapped))]...), ' ')
			left = step
		} else {
			b = append(b, text[:end]...)
		}
		text = text[end:]
	}
	return b
}

// isPlain says that a word and the space after it hold nothing but ASCII letters.
func isPlain(word []byte) bool {
	for _, c := range word[:len(word)-1] {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return len(word) > 4 && word[len(word)-1] == ' '
}
