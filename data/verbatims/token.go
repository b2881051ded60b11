package verbatims

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vigie/data/labels"
)

// token is a word, a sign or an emoji of a text.
type token struct {
	from, to int    // bytes of the text
	word     string // plain, spelled as the vocabulary does where that is clear
	stem     string
	content  bool // says something by itself, as articles and pronouns do not
	stop     bool // ends a clause
	negated  bool // within the scope of an odd number of negations
}

// split cuts a text into tokens, elisions apart: "j'ai" is "j" and "ai".
func (v *vocabulary) split(text string) []token {
	tokens := make([]token, 0, 8+len(text)/5)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := wordEnd(text, i)
			tokens = v.spell(tokens, text, i, end)
			i = end
			continue
		case strings.ContainsRune(".!?;,:\n()…", r):
			tokens = append(tokens, token{from: i, to: i + size, word: text[i : i+size], stem: text[i : i+size], stop: true})
		case r > 0x2000 && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r)):
			tokens = append(tokens, token{from: i, to: i + size, word: text[i : i+size], stem: text[i : i+size], content: true})
		}
		i += size
	}
	return tokens
}

// wordEnd is where the word at i ends: a number ends before its unit, as in "48h".
func wordEnd(text string, i int) int {
	if c := text[i]; '0' <= c && c <= '9' {
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
		return i
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i += size
	}
	return i
}

// spell appends the word text[from:to], or the words that it stands for.
func (v *vocabulary) spell(tokens []token, text string, from, to int) []token {
	word := unstretch(labels.Plain(text[from:to]))
	if word == "" {
		return tokens
	}
	if long, ok := short[word]; ok {
		for _, w := range strings.Fields(long) {
			tokens = append(tokens, v.token(w, from, to))
		}
		return tokens
	}
	if _, found := v.words[word]; !found {
		if n := v.glued(word); n > 0 {
			return append(tokens, v.token(word[:n], from, to), v.token(word[n:], from, to))
		}
		word = v.correct(word)
	}
	return append(tokens, v.token(word, from, to))
}

func (v *vocabulary) token(word string, from, to int) token {
	if isNumber(word) {
		return token{from: from, to: to, word: word, stem: number}
	}
	if known, found := v.words[word]; found {
		return token{from: from, to: to, word: word, stem: known.stem, content: known.content}
	}
	return token{from: from, to: to, word: word, stem: stem(word), content: !isFunction[word]}
}

// number is the stem of small numbers, in figures or in letters.
const number = "#"

var numbers = map[string]bool{}

func init() {
	for _, w := range strings.Fields("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent plusieurs dizaine quinzaine vingtaine") {
		numbers[w] = true
	}
}

// isNumber says whether a word is a number of up to three figures, nought apart.
func isNumber(word string) bool {
	if c := word[0]; '0' <= c && c <= '9' {
		return len(word) <= 3 && word != "0"
	}
	return numbers[word]
}

// unstretch brings letters that come three times or more to one: "trooop".
func unstretch(word string) string {
	for i := 2; i < len(word); i++ {
		if c := word[i]; c == word[i-1] && c == word[i-2] && 'a' <= c && c <= 'z' {
			out := []byte(word[:i-1])
			for ; i < len(word); i++ {
				if word[i] != c {
					break
				}
			}
			return unstretch(string(out) + word[i:])
		}
	}
	return word
}

// short are the shortened and phonetic writings of messages.
var short = pairs(`
pr pour|ds dans|dc donc|ns nous|vs vous|ts tous|tt tout|tte toute|tts toutes|bcp beaucoup|bcoup beaucoup|tjs toujours|tjrs toujours|tjr toujours|jms jamais|jamai jamais
qd quand|qq quelque|qqn quelqu un|qqun quelqu un|qqch quelque chose|ki qui|ke que|koi quoi|kel quel|kelle quelle|pk pourquoi|pq pourquoi|pkoi pourquoi|rdv rendez vous|rv rendez vous|rdvs rendez vous
tel telephone|tél telephone|pb probleme|pbs problemes|pblm probleme|pbm probleme|msg message|msgs messages|rep reponse|repons reponse|rps reponse|mtn maintenant|ac avec|svt souvent|cdt cordialement|slt salut|bjr bonjour|mr monsieur
ct c etait|cetait c etait|cest c est|c est c est|tro trop|tré tres|tre tres|trs tres|pa pas|jai j ai|jaurais j aurais|jattends j attends|nai n ai|na n a|nest n est|ya il y a|yavait il y avait|dla de la|chui je suis|jsuis je suis
nikel nickel|nikl nickel|contan content|ele elle|mdp mot de passe|appli application|app application|info information|infos informations|sympa sympathique|hs hors service|num numero|n° numero|modif modification|cvs cv|prob probleme|probs problemes
tp trop|ptit petit|pte petite|jr jour|jrs jours|sem semaine|h heure|min minute|mn minutes|dr directeur|asap rapidement|nb nombre|entr entreprise|inadmisible inadmissible
`)

func pairs(table string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.FieldsFunc(table, func(r rune) bool { return r == '|' || r == '\n' }) {
		key, value, _ := strings.Cut(p, " ")
		if key = labels.Plain(key); key != value {
			m[key] = value
		}
	}
	return m
}

// isFunction are words that say nothing of tone or theme by themselves.
var isFunction = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		a ai aie aient ait as au aura aurait aussi autre autres aux avaient avais avait avant avec avez avoir avons ayant b c ca car ce ceci cela celle celui ces cet cette chez
		comme d dans de depuis des deux dire dit donc du elle elles en encore entre es est et etaient etais etait etant ete etes etre eu eux fait faire font fut il ils j je l la le les leur
		leurs lors lui m ma me meme mes moi mon moindre n ne nos notre nous on ont ou par parce pas pendant peu peut peux plus pour pouvez pouvons puis qu quand que quel quelle quels quelles quelque quelques qui quoi
		s sa se seul seule sera serait ses si soit sommes son sont sous suis sur t ta te tel telle tes toi ton tous tout toute toutes tres trop tu un une va vers vos votre vous y vont`) {
		m[w] = true
	}
	return m
}()
