package verbatims

import (
	"strconv"
	"strings"
)

// feature is one thing said of a text: a word, a piece of one, a turn of phrase.
type feature struct {
	key      uint64
	value    float64
	from, to int // the tokens that it is of; none when from = to
}

// What kinds of features weigh before any training (chosen by cross-validation on
// the tuning half, as are the other constants of the model).
const (
	valueWord  = 1.0
	valuePair  = 0.6
	valuePiece = 0.35
	valueHit   = 1.2
	valueTheme = 0.9
	valueWeak  = 0.9
	valueTurn  = 1.0
)

// reading is a text cut, with its expressions: what features are made from.
type reading struct {
	text   string
	tokens []token
	hits   []hit
}

func read(v *vocabulary, root *node, text string) reading {
	tokens := v.split(text)
	negate(tokens)
	hits := root.find(tokens)
	for _, h := range hits {
		if !h.fixed || h.marks&(1<<positive|1<<fact) == 0 {
			continue
		}
		// What holds its own negation says it all: "rien à redire", "pas demandé d'aide".
		for i := h.from; i < len(tokens) && (i < h.to || !tokens[i].stop && !endsScope[tokens[i].word]); i++ {
			tokens[i].negated = false
		}
	}
	return reading{text, tokens, hits}
}

// keys of features are FNV-1a hashes of their kind and words.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

func key(kind byte, parts ...string) uint64 {
	h := (fnvStart ^ uint64(kind)) * fnvPrime
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * fnvPrime
		}
		h = (h ^ ' ') * fnvPrime
	}
	return h
}

// pieceLength is the letters of a piece of a word.
const pieceLength = 4

// appendPieces adds the pieces of a word, its bounds marked.
func appendPieces(to []feature, kind byte, t *token, at int) []feature {
	if len(t.word) < pieceLength {
		return to
	}
	for i := -1; i+pieceLength <= len(t.word)+1; i++ {
		h := (fnvStart ^ uint64(kind)) * fnvPrime
		for j := i; j < i+pieceLength; j++ {
			c := byte('_')
			if j >= 0 && j < len(t.word) {
				c = t.word[j]
			}
			h = (h ^ uint64(c)) * fnvPrime
		}
		to = append(to, feature{h, valuePiece, at, at + 1})
	}
	return to
}

// themeFeatures are what tells the themes: negations do not matter.
func (r *reading) themeFeatures(to []feature) []feature {
	to = append(to, feature{key('B', ""), valueTurn, 0, 0})
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.stop {
			continue
		}
		if t.content {
			to = append(to, feature{key('w', t.stem), valueWord, i, i + 1})
			to = appendPieces(to, 'p', t, i)
		}
		if i+1 < len(r.tokens) && !r.tokens[i+1].stop {
			to = append(to, feature{key('b', t.stem, r.tokens[i+1].stem), valuePair, i, i + 2})
		}
	}
	var count [other]int
	for _, h := range r.hits {
		for c := range other {
			switch {
			case h.marks&(1<<(firstTheme+c)) != 0:
				if count[c]++; count[c] <= 2 {
					to = append(to, feature{key('t', themes[c], "12"[count[c]-1:count[c]]), valueTheme, h.from, h.to})
				}
			case h.marks&(1<<(firstWeak+c)) != 0:
				to = append(to, feature{key('u', themes[c]), valueWeak, h.from, h.to})
			}
		}
	}
	if count == [other]int{} {
		to = append(to, feature{key('t', "none"), valueTheme, 0, 0})
	}
	return to
}

// toneFeatures are what tells the tone: words with their negation, what the lexicon
// says of them, and how the text turns and ends.
func (r *reading) toneFeatures(to []feature) []feature {
	to = append(to, feature{key('B', ""), valueTurn, 0, 0})
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.stop {
			continue
		}
		word, pair, piece := byte('w'), byte('b'), byte('p')
		if t.negated {
			word, pair, piece = 'W', 'b', 'P'
		}
		if t.content {
			to = append(to, feature{key(word, t.stem), valueWord, i, i + 1})
			to = appendPieces(to, piece, t, i)
		}
		if i+1 < len(r.tokens) && !r.tokens[i+1].stop {
			to = append(to, feature{key(pair, t.stem, r.tokens[i+1].stem), valuePair, i, i + 2})
		}
	}
	return r.turns(to)
}

// turns adds what the lexicon says of the tone, and how the text turns.
func (r *reading) turns(to []feature) []feature {
	turn := func(name string, value float64, h hit) {
		to = append(to, feature{key('x', name), value, h.from, h.to})
	}
	last, after := 0, 0 // the sign of the last mark, and of those after a contrast
	turned, own := -1, -1
	var good, bad int
	var wished, stated, cleared bool
	for _, h := range r.hits {
		if h.marks&(1<<contrast) != 0 {
			turned, after = h.from, 0
		}
		if h.marks&(1<<concession) != 0 {
			turn("concession "+r.tokens[h.from].stem, valuePair, h)
		}
		if h.marks&(1<<wish) != 0 {
			wished = true
			turn("wish", valuePair, h)
		}
		if h.marks&(1<<fact) != 0 {
			stated = true
			turn("fact", valuePair, h)
		}
		sign, name := 0, ""
		denied := !h.fixed && r.tokens[h.to-1].negated
		switch {
		case h.marks&(1<<positive) != 0:
			sign, name = 2, "good"
		case h.marks&(1<<negative) != 0:
			sign, name = -2, "bad"
		case h.marks&(1<<weakPositive) != 0:
			sign, name = 1, "rather good"
		case h.marks&(1<<weakNegative) != 0:
			sign, name = -1, "rather bad"
		}
		switch {
		case denied && sign != 0:
			sign, name = -sign, "not "+name
		case denied && h.marks&(1<<expected) != 0 && h.from >= own:
			sign, name = -2, "missing"
		}
		if sign == 0 {
			continue
		}
		if own = h.to; denied { // one negation denies one thing
			for own < len(r.tokens) && r.tokens[own].negated {
				own++
			}
		}
		turn([...]string{"-2", "-1", "", "+1", "+2"}[sign+2], valueHit, h)
		if denied {
			turn(name, valueHit, h)
			cleared = cleared || sign > 0
		}
		if sign > 0 {
			good += sign
		} else {
			bad -= sign
		}
		last = sign
		if turned >= 0 {
			after += sign
		}
	}
	none := hit{}
	if mark := markOutOf(r.text); mark > 0 {
		good += mark
		turn("+2", 2*valueHit, none)
	} else if mark < 0 {
		bad -= mark
		turn("-2", 2*valueHit, none)
	}
	switch {
	case good > 0 && bad > 0:
		turn("mixed", valueTurn, none)
	case good > 1:
		turn("all good", valueTurn, none)
	case good > 0:
		turn("all rather good", valueTurn, none)
	case bad > 1:
		turn("all bad", valueTurn, none)
	case bad > 0:
		turn("all rather bad", valueTurn, none)
	default:
		turn("no mark", valueTurn, none)
	}
	if good < 2 && bad < 2 {
		if wished {
			turn("only wish", valueTurn, none)
		}
		if stated {
			turn("only fact", valueTurn, none)
		}
	}
	switch {
	case good > bad+1:
		turn("more good", valueTurn, none)
	case bad > good+1:
		turn("more bad", valueTurn, none)
	}
	if last != 0 {
		turn([...]string{"ends bad", "", "ends good"}[1+max(-1, min(1, last))], valueTurn, none)
	}
	if turned >= 0 {
		turn([...]string{"turns bad", "turns", "turns good"}[1+max(-1, min(1, after))], valueTurn, none)
	}
	negations, digits := 0, false
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.negated && t.content {
			negations++
		}
		digits = digits || '0' <= t.word[0] && t.word[0] <= '9'
	}
	if negations > 0 && !cleared {
		turn("negated", valuePair, none)
		if good+bad == 0 {
			turn("only negated", valueTurn, none)
		}
	}
	if digits && good+bad == 0 {
		turn("figures", valueTurn, none)
	}
	if n := len(r.tokens); n > 0 {
		switch r.tokens[n-1].word {
		case "?":
			turn("question", valueTurn, none)
			if good+bad == 0 {
				turn("only question", valueTurn, none)
			}
		case "!":
			turn("exclaims", valueTurn, none)
		case "…":
			turn("trails", valueTurn, none)
		}
		if n > 2 && r.tokens[n-1].word == "." && r.tokens[n-2].word == "." {
			turn("trails", valueTurn, none)
		}
		switch {
		case n <= 3:
			turn("short", valuePair, none)
		case n > 20:
			turn("long", valuePair, none)
		}
	}
	return to
}

// markOutOf is the sign of the mark that a text gives, as "9/10"; 0 when it gives none.
func markOutOf(text string) int {
	for i := 1; i < len(text)-1; i++ {
		if text[i] != '/' {
			continue
		}
		before, after := strings.TrimRight(text[:i], " "), strings.TrimLeft(text[i+1:], " ")
		from := len(before)
		for from > 0 && '0' <= before[from-1] && before[from-1] <= '9' {
			from--
		}
		to := 0
		for to < len(after) && '0' <= after[to] && after[to] <= '9' {
			to++
		}
		got, err := strconv.Atoi(before[from:])
		best := map[string]int{"5": 5, "10": 10, "20": 20}[after[:to]]
		switch {
		case err != nil || best == 0 || got > best:
		case got*10 >= best*7:
			return 2
		case got*10 <= best*4:
			return -2
		}
	}
	return 0
}
