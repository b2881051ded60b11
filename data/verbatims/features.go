package verbatims

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
		if i+1 < len(r.tokens) && !r.tokens[i+1].stop && (t.stem != number || r.tokens[i+1].stem != number) {
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
