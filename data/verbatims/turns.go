package verbatims

import (
	"strconv"
	"strings"
)

// tally is what the marks of a text add up to: 2 for a mark, 1 for a weaker one.
type tally struct {
	good, bad, last int
	turned          bool // there is a contrast
	after           int  // the sum behind the last one
	wished, stated  bool
	cleared         bool // something bad is denied
}

// turns adds what the lexicon says of the tone, and how the text turns and ends.
func (r *reading) turns(to []feature) []feature {
	to, sums := r.marks(to)
	to = sums.features(to)
	return r.shape(to, &sums)
}

func turn(name string, value float64) feature { return feature{key: key('x', name), value: value} }

func turnOf(name string, value float64, h hit) feature {
	return feature{key('x', name), value, h.from, h.to}
}

// marks adds a feature for each mark of the text, and sums them up.
func (r *reading) marks(to []feature) ([]feature, tally) {
	var sums tally
	used := -1 // where the last negation that denied something ends
	for _, h := range r.hits {
		if h.marks&(1<<contrast) != 0 {
			sums.turned, sums.after = true, 0
		}
		if h.marks&(1<<concession) != 0 {
			to = append(to, turnOf("concession "+r.tokens[h.from].stem, valuePair, h))
		}
		if h.marks&(1<<wish) != 0 {
			sums.wished = true
			to = append(to, turnOf("wish", valuePair, h))
		}
		if h.marks&(1<<fact) != 0 {
			sums.stated = true
			to = append(to, turnOf("fact", valuePair, h))
		}
		denied := !h.fixed && r.tokens[h.to-1].negated
		sign, name := h.sign()
		switch {
		case denied && sign != 0:
			sign, name = -sign, "not "+name
		case denied && h.marks&(1<<expected) != 0 && h.from >= used:
			sign, name = -2, "missing"
		}
		if sign == 0 {
			continue
		}
		if used = h.to; denied { // one negation denies one thing
			for used < len(r.tokens) && r.tokens[used].negated {
				used++
			}
			to = append(to, turnOf(name, valueHit, h))
			sums.cleared = sums.cleared || sign > 0
		}
		to = append(to, turnOf(signs[sign+2], valueHit, h))
		sums.add(sign)
	}
	if sign := markOutOf(r.text); sign != 0 {
		to = append(to, turn(signs[sign+2], 2*valueHit))
		sums.add(sign)
	}
	return to, sums
}

var signs = [...]string{"-2", "-1", "", "+1", "+2"}

// sign is what an expression says of the tone, and its name.
func (h hit) sign() (sign int, name string) {
	switch {
	case h.marks&(1<<positive) != 0:
		return 2, "good"
	case h.marks&(1<<negative) != 0:
		return -2, "bad"
	case h.marks&(1<<weakPositive) != 0:
		return 1, "rather good"
	case h.marks&(1<<weakNegative) != 0:
		return -1, "rather bad"
	}
	return 0, ""
}

func (t *tally) add(sign int) {
	t.good += max(0, sign)
	t.bad += max(0, -sign)
	t.last = sign
	if t.turned {
		t.after += sign
	}
}

// features adds what the sums say.
func (t *tally) features(to []feature) []feature {
	say := func(name string) { to = append(to, turn(name, valueTurn)) }
	switch {
	case t.good > 0 && t.bad > 0:
		say("mixed")
	case t.good > 1:
		say("all good")
	case t.good > 0:
		say("all rather good")
	case t.bad > 1:
		say("all bad")
	case t.bad > 0:
		say("all rather bad")
	default:
		say("no mark")
	}
	if t.good < 2 && t.bad < 2 {
		if t.wished {
			say("only wish")
		}
		if t.stated {
			say("only fact")
		}
	}
	switch {
	case t.good > t.bad+1:
		say("more good")
	case t.bad > t.good+1:
		say("more bad")
	}
	if t.last != 0 {
		say("ends " + direction(t.last))
	}
	if t.turned {
		say("turns " + direction(t.after))
	}
	return to
}

func direction(sum int) string {
	switch {
	case sum > 0:
		return "good"
	case sum < 0:
		return "bad"
	}
	return "nowhere"
}

// shape adds what a text has beside its marks: denials, figures, how it ends, its length.
func (r *reading) shape(to []feature, sums *tally) []feature {
	const short, long = 3, 20 // tokens
	negated, figures := false, false
	for i := range r.tokens {
		t := &r.tokens[i]
		negated = negated || t.negated && t.content
		figures = figures || '0' <= t.word[0] && t.word[0] <= '9'
	}
	none := sums.good+sums.bad == 0
	if negated && !sums.cleared {
		to = append(to, turn("negated", valuePair))
		if none {
			to = append(to, turn("only negated", valueTurn))
		}
	}
	if figures && none {
		to = append(to, turn("figures", valueTurn))
	}
	n := len(r.tokens)
	if n == 0 {
		return to
	}
	switch last := r.tokens[n-1].word; {
	case last == "?":
		to = append(to, turn("question", valueTurn))
		if none {
			to = append(to, turn("only question", valueTurn))
		}
	case last == "!":
		to = append(to, turn("exclaims", valueTurn))
	case last == "…" || n > 1 && last == "." && r.tokens[n-2].word == ".":
		to = append(to, turn("trails", valueTurn))
	}
	switch {
	case n <= short:
		to = append(to, turn("short", valuePair))
	case n > long:
		to = append(to, turn("long", valuePair))
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
