package verbatims

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"vigie/data/labels"
)

// What stands for what is masked.
const (
	maskMail  = "[e-mail]"
	maskLink  = "[lien]"
	maskPhone = "[téléphone]"
	maskName  = "[nom]"
)

var (
	mailPattern  = regexp.MustCompile(`(?i)[^\s@]*\s?(?:@|[\[(]\s?(?:at|arobase)\s?[\])]|\barobase\b)\s?[^\s@]*`)
	linkPattern  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	phonePattern = regexp.MustCompile(`\+?[(]?\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){5,}`) // six figures or more are nobody's business
)

// Mask gives a text without addresses, numbers of six figures or more, and names:
// what stands behind a civility, words in capitals within a sentence, and words in
// capitals that no labelled verbatim has. It hides too much rather than too little,
// and still lets through a name in small letters: see IsPlain.
func Mask(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	for mailPattern.MatchString(text) { // what is left may join into another
		text = mailPattern.ReplaceAllString(text, maskMail)
	}
	text = linkPattern.ReplaceAllString(text, maskLink)
	text = phonePattern.ReplaceAllString(text, maskPhone)
	return learnt().maskNames(text)
}

// Extract is a text masked, on one line, where no name can be left in it (see
// IsPlain), else "".
func Extract(text string) string {
	masked := strings.Join(strings.Fields(Mask(text)), " ")
	if !IsPlain(masked) {
		return ""
	}
	return masked
}

// IsPlain says whether a masked text holds none but words that the labelled
// verbatims or the lexicon have, in small letters, and numbers of up to three figures:
// then no name, place or firm can be in it, however it is written.
func IsPlain(masked string) bool {
	m := learnt()
	plain := true
	eachWord(masked, func(word string, _ int) {
		plain = plain && (isMask(word) || m.isOrdinary(word))
	})
	return plain
}

func (m *model) isOrdinary(word string) bool {
	plain := labels.Plain(word)
	if plain == "" {
		return true
	}
	if c := plain[0]; '0' <= c && c <= '9' {
		return len(plain) <= 3
	}
	return m.ordinary[plain] && !alsoNames[plain]
}

// isMask says whether a word is one of those within brackets that masks are.
func isMask(word string) bool {
	switch word {
	case "e", "mail", "lien", "téléphone", "nom":
		return true
	}
	return false
}

// civilities are followed by a name.
var civilities = map[string]bool{
	"m": true, "mr": true, "mrs": true, "mme": true, "mmes": true, "mlle": true, "monsieur": true, "madame": true, "mademoiselle": true, "messieurs": true, "mesdames": true,
	"dr": true, "docteur": true, "maitre": true,
}

// particles are small words of names.
var particles = map[string]bool{"le": true, "la": true, "de": true, "du": true, "des": true, "d": true, "van": true, "von": true, "el": true, "ben": true}

// roles stand behind a civility without being a name.
var roles = map[string]bool{"conseiller": true, "conseillere": true, "directeur": true, "directrice": true, "responsable": true, "maire": true, "x": true}

// alsoNames are ordinary words that are first names too.
var alsoNames = map[string]bool{
	"aime": true, "ambre": true, "aurore": true, "blanche": true, "claire": true, "clemence": true, "colombe": true, "constance": true, "constant": true, "desire": true,
	"felicite": true, "fidele": true, "fleur": true, "france": true, "juste": true, "marine": true, "melodie": true, "olive": true, "pascal": true, "pierre": true, "prudence": true, "reine": true,
	"rose": true, "valentin": true, "victoire": true, "violette": true, "martin": true, "noel": true,
}

// shouted are the capitals of the trade that are no name.
var shouted = map[string]bool{
	"cv": true, "cvs": true, "cdi": true, "cdd": true, "cap": true, "bep": true, "bts": true, "rh": true, "drh": true, "sms": true, "ras": true, "rdv": true, "tpe": true, "pme": true,
	"poei": true, "poec": true, "poe": true, "afpr": true, "pmsmp": true, "pec": true, "cui": true, "rqth": true, "caces": true, "fimo": true, "spl": true, "pl": true, "vl": true, "rome": true,
	"internet": true, "ok": true,
}

// maskNames hides the words that may be names.
func (m *model) maskNames(text string) string {
	var b strings.Builder
	shouts := isShouted(text)
	last, starts := 0, true
	civil, named := false, false // behind a civility, and behind a name behind one
	eachWord(text, func(word string, at int) {
		between := text[last:at]
		if strings.ContainsAny(between, ".!?\n:;…«\"(-•") || last == 0 {
			starts = true
		}
		if civil && strings.ContainsAny(strings.TrimPrefix(between, "."), ".!?\n;,:") {
			civil = false
		}
		b.WriteString(between)
		last = at + len(word)
		plain := labels.Plain(word)
		first, _ := utf8.DecodeRuneInString(word)
		capital := unicode.IsUpper(first) || unicode.IsTitle(first)
		elided := strings.HasPrefix(text[last:], "'") || strings.HasPrefix(text[last:], "’")
		switch {
		case isMask(word) && strings.HasSuffix(between, "[") || word == "mail" && between == "-":
			b.WriteString(word)
		case civilities[plain] && (capital || len(plain) > 1):
			b.WriteString(word)
			civil, named = true, false
			return
		case civil && particles[plain]:
			b.WriteString(word)
			return
		case civil && (capital || !m.ordinary[plain] || !named && !isFunction[plain] && !roles[plain]):
			b.WriteString(maskName)
			starts, named = false, true
			return // a name may have several words
		case capital && utf8.RuneCountInString(word) > 1 && !elided && !shouted[plain] && (alsoNames[plain] || !((starts || shouts) && (m.ordinary[plain] || m.stems[stem(plain)]))):
			b.WriteString(maskName)
		default:
			b.WriteString(word)
		}
		starts, civil = elided && starts, false
	})
	b.WriteString(text[last:])
	return b.String()
}

// isShouted says whether most letters of a text are capitals.
func isShouted(text string) bool {
	capitals, letters := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return 2*capitals > letters
}

// eachWord calls f with each word of a text, and where it begins.
func eachWord(text string, f func(word string, at int)) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		end := wordEnd(text, i)
		if end == i { // a figure that is none of ours
			end = i + size
		}
		f(text[i:end], i)
		i = end
	}
}
