package verbatims

// Words that negate, by how.
const (
	opens    = 1 + iota // ne: what follows, if a second word confirms it
	closes              // pas, jamais: what follows, and the verb before
	quantity            // aucun, rien, sans, zéro: the next words
	slight              // non, ni, peu, manque de: the next word
)

var negators = map[string]int{
	"ne": opens, "n": opens,
	"pas": closes, "jamais": closes, "guere": closes, "nullement": closes,
	"aucun": quantity, "aucune": quantity, "rien": quantity, "sans": quantity, "zero": quantity, "0": quantity,
	"non": slight, "ni": slight, "peu": slight, "manque": slight, "loin": slight, "absence": slight,
}

// lacks are nouns that negate what they lack, when they are not denied themselves.
var lacks = map[string]bool{"manque": true, "loin": true, "absence": true}

// Words of content that a negation reaches, by kind.
var reach = [...]int{opens: 3, closes: 4, quantity: 3, slight: 2}

// negate marks the tokens within the scope of an odd number of negations. Words that
// agree with a negation (ne … pas, ne … jamais rien) are one; a new ne, or sans,
// behind a whole one is another.
func negate(tokens []token) {
	left, odd, whole := 0, false, false
	agrees := false // aucun, rien, personne: the ne behind is theirs
	start := 0      // where a ne that nothing confirms yet begins
	for i := range tokens {
		t := &tokens[i]
		if t.stop || endsScope[t.word] {
			left, odd, whole = 0, false, false
			continue
		}
		kind := negators[t.word]
		switch {
		case t.word == "plus" && left > 0 && !whole && odd: // ne … plus
			kind = closes
		case t.word == "personne" && isNobody(tokens, i):
			kind = quantity
		case kind == slight && lacks[t.word] && (left > 0 || i+1 == len(tokens) || tokens[i+1].word != "de" && tokens[i+1].word != "d"):
			kind = 0
		case t.word == "peu" && i > 0 && tokens[i-1].word == "un":
			kind = 0
		case t.word == "que" && left > 0 && !whole && odd && i-start < 6: // ne … que
			for j := start; j < i; j++ {
				tokens[j].negated = false
			}
			left, odd = 0, false
		}
		if kind == 0 {
			if left > 0 {
				t.negated = odd
				if t.content {
					left--
				}
			}
			continue
		}
		switch {
		case kind == opens && left > 0 && agrees:
			agrees = false
		case kind == opens && left > 0 && whole, t.word == "sans" && left > 0 && whole:
			odd, whole, start = !odd, kind != opens, i
		case left == 0:
			odd, whole, start = true, kind != opens, i
			agrees = kind == quantity && t.word != "sans"
			if kind == closes && i > 0 && tokens[i-1].content && isWord(tokens[i-1]) && !partitive(tokens, i+1) { // marche pas
				tokens[i-1].negated = true
			}
		default:
			whole = true
		}
		left = max(left, reach[kind])
	}
}

// endsScope are words behind which a negation says nothing more.
var endsScope = map[string]bool{"mais": true, "car": true, "donc": true, "et": true, "alors": true, "pourtant": true, "cependant": true, "heureusement": true, "sinon": true, "puis": true}

func isWord(t token) bool { return 'a' <= t.word[0] && t.word[0] <= 'z' }

// partitive says whether what a negation denies is a thing: "pas de réponse".
func partitive(tokens []token, i int) bool {
	if i == len(tokens) {
		return false
	}
	w := tokens[i].word
	return w == "de" || w == "d" || w == "un" || w == "une"
}

// isNobody says whether "personne" is nobody, rather than a person.
func isNobody(tokens []token, i int) bool {
	if i == 0 {
		return i+1 < len(tokens) && !tokens[i+1].content
	}
	switch tokens[i-1].word {
	case "la", "une", "cette", "chaque", "ma", "premiere", "seule", "autre", "bonne", "par", "de", "quelle":
		return false
	}
	return true
}
