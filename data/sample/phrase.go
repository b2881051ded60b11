package sample

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// phrase is a sentence with blanks: text, and after each piece but the last the
// letter of what fills the blank.
type phrase struct {
	pieces []string
	blanks []byte
}

// phrasesOf reads sentences, one a line, with blanks such as %n.
func phrasesOf(lines string) []phrase {
	var all []phrase
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var p phrase
		for {
			text, rest, blank := strings.Cut(line, "%")
			p.pieces = append(p.pieces, text)
			if !blank {
				break
			}
			p.blanks, line = append(p.blanks, rest[0]), rest[1:]
		}
		all = append(all, p)
	}
	return all
}

// appendPhrase writes a phrase of an offer, and a space.
func appendPhrase(r *rand.Rand, b []byte, o *offer, p *phrase) []byte {
	for i, piece := range p.pieces {
		b = append(b, piece...)
		if i < len(p.blanks) {
			b = appendBlank(r, b, o, p.blanks[i])
		}
	}
	return append(b, ' ')
}

// appendBlank fills a blank: %t the title, %c the commune, %e the employer, %s a
// skill, %n a number of people or things, %h an hour of the morning, %w one of the
// evening, %d a day, %k kilometres, %a an age of the house, %q a quality.
func appendBlank(r *rand.Rand, b []byte, o *offer, blank byte) []byte {
	switch blank {
	case 't':
		return append(b, o.title.label...)
	case 'c':
		return append(b, o.at.label...)
	case 'e':
		return appendCompany(b, o.employer)
	case 's':
		if n := len(o.trade.skills); n > 0 {
			return append(b, o.trade.skills[r.IntN(n)].lower...)
		}
		return append(b, "les gestes du métier"...)
	case 'n':
		return strconv.AppendInt(b, int64(2+r.IntN(58)), 10)
	case 'h':
		return append(strconv.AppendInt(b, int64(5+r.IntN(5)), 10), hourEnds[r.IntN(len(hourEnds))]...)
	case 'w':
		return append(strconv.AppendInt(b, int64(16+r.IntN(6)), 10), hourEnds[r.IntN(len(hourEnds))]...)
	case 'd':
		return append(b, days[r.IntN(len(days))]...)
	case '%':
		return append(b, '%')
	case 'k':
		return strconv.AppendInt(b, int64(5*(1+r.IntN(12))), 10)
	case 'a':
		return strconv.AppendInt(b, int64(1950+r.IntN(72)), 10)
	}
	return append(b, traits[r.IntN(len(traits))]...)
}

var (
	hourEnds = []string{"h", "h", "h15", "h30", "h45"}
	days     = []string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	traits   = []string{
		"rigueur", "autonomie", "ponctualité", "sens du contact", "organisation", "esprit d'équipe", "adaptabilité", "dynamisme", "patience", "discrétion",
		"curiosité", "précision", "réactivité", "écoute", "polyvalence", "sens du service", "calme", "initiative",
	}
)
