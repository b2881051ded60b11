package verbatims

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/french"

	"vigie/data/labels"
)

// vocabulary is the words of the lexicon and of the labelled verbatims: those that
// a mistyped word may stand for.
type vocabulary struct {
	words map[string]entry
	alike map[[2]byte][]string // by first letter and length
}

type entry struct {
	stem    string
	content bool
}

// Words that are corrected have this many letters at least, for one letter that is
// wrong, too many, missing or exchanged, and for two.
const (
	correctOne = 6
	correctTwo = 10
)

func newVocabulary() *vocabulary {
	return &vocabulary{words: map[string]entry{}, alike: map[[2]byte][]string{}}
}

// wordsOf are the words of a plain text.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') })
}

// add makes a plain word known.
func (v *vocabulary) add(word string) {
	if _, found := v.words[word]; found {
		return
	}
	v.words[word] = entry{stem(word), !isFunction[word]}
	if len(word) >= correctOne-1 {
		key := [2]byte{word[0], byte(min(len(word), 255))}
		v.alike[key] = append(v.alike[key], word)
	}
}

// addTexts makes the words of plain texts known, those apart that come once and are
// spelled nearly as a known one.
func (v *vocabulary) addTexts(texts []string) {
	count := map[string]int{}
	var words []string
	for _, text := range texts {
		for _, w := range wordsOf(text) {
			if count[w]++; count[w] == 1 {
				words = append(words, w)
			}
		}
	}
	for _, w := range words {
		if count[w] > 1 || v.correct(w) == w {
			v.add(w)
		}
	}
}

// ordinary are the words of the lexicon, and those that a verbatim has in small letters.
func ordinary(examples []example) map[string]bool {
	words := map[string]bool{}
	for _, w := range wordsOf(labels.Plain(string(lexiconFile))) {
		words[w] = true
	}
	for _, e := range examples {
		eachWord(e.text, func(word string, _ int) {
			if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
				words[labels.Plain(word)] = true
			}
		})
	}
	return words
}

// stem is the Snowball stem of a plain word: without accents, endings of
// participles are those of the present.
func stem(word string) string {
	for _, end := range []string{"ees", "ee"} {
		if s, ok := strings.CutSuffix(word, end); ok && len(s) > 2 {
			word = s + "e"
			break
		}
	}
	return french.Stem(word, true)
}

// glued is the length of an elided word glued to a known one, as in "lecoute"; 0
// when there is none.
func (v *vocabulary) glued(word string) int {
	for _, n := range []int{1, 2} {
		if len(word) < n+3 || !strings.Contains(" l d n j s m c t qu ", " "+word[:n]+" ") || !strings.ContainsRune("aeiouyh", rune(word[n])) {
			continue
		}
		if _, found := v.words[word[n:]]; found {
			return n
		}
	}
	return 0
}

// correct gives the known word that a word is a mistyping of, else the word.
func (v *vocabulary) correct(word string) string {
	if len(word) < correctOne || word[0] < 'a' || word[0] > 'z' {
		return word
	}
	most := 1
	if len(word) >= correctTwo {
		most = 2
	}
	best, least := word, most+1
	for n := len(word) - most; n <= len(word)+most; n++ {
		for _, known := range v.alike[[2]byte{word[0], byte(min(n, 255))}] {
			if d := distance(word, known, least); d < least {
				best, least = known, d
			}
		}
	}
	return best
}

// distance counts the letters to change, add, drop or exchange with their neighbour
// from a to b; limit when there are as many or more.
func distance(a, b string, limit int) int {
	const widest = 32
	if len(a) >= widest || len(b) >= widest {
		return limit
	}
	var rows [3][widest + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}
