package web

import (
	"vigie/analytics/attractivity"
	"vigie/data/rules"
)

// Criterion is a criterion as the widget writes it.
type Criterion struct {
	attractivity.Criterion
	Name, Mine string
	Facts      []Fact // the market's side, and my rank in it
	Coverage   string // how many comparables say it
	Observed   string // the observed difference; "" without one
	Range      Range
}

// Fact is a figure and its name.
type Fact struct{ Name, Value string }

// criterionView writes a criterion.
func (l *language) criterionView(c attractivity.Criterion) Criterion {
	write := l.measure(c.Unit)
	v := Criterion{Criterion: c, Name: l.word("criterion", c.Criterion), Mine: l.standing(c.Unit, c.Value, c.ValueLabel)}
	if c.Majority != nil {
		v.Facts = append(v.Facts, Fact{l.say("Marché : cas le plus fréquent"), l.share(l.majority(*c.Majority), c.MajorityShare)})
	}
	if c.Median != nil {
		name := l.say("Marché : médiane et quartiles")
		if c.Criterion == "contract" {
			name = l.say("Marché : durée des contrats à terme, médiane et quartiles")
		}
		v.Facts = append(v.Facts, Fact{name, l.say("%s, de %s à %s", write(*c.Median), optional(c.Q1, write), optional(c.Q3, write))})
	}
	if c.D1 != nil && c.D9 != nil {
		v.Facts = append(v.Facts, Fact{l.say("Marché : 1er et 9e déciles"), l.say("de %s à %s", write(*c.D1), write(*c.D9))})
	}
	if c.Percentile != nil {
		v.Facts = append(v.Facts, Fact{l.word("rank", c.Criterion), l.percentage(*c.Percentile)})
	}
	v.Coverage = l.coverage(c)
	if d := c.ObservedDifference; d != nil {
		v.Observed = l.observed(*d)
	}
	v.Range = Range{Mine: c.Value, Q1: c.Q1, Median: c.Median, Q3: c.Q3, D1: c.D1, D9: c.D9, Status: c.Status,
		Text: l.say("%s. Mon offre : %s. Marché : premier quartile %s, médiane %s, troisième quartile %s.", v.Name, v.Mine, optional(c.Q1, write), optional(c.Median, write), optional(c.Q3, write))}
	return v
}

// measure gives the writer of a unit: salaries by the month, as people negotiate them.
func (l *language) measure(unit string) func(float64) string {
	switch unit {
	case "EUR_gross_year_fte":
		return func(v float64) string { return l.amount(v / 12) }
	case "months":
		return l.duration
	case "hours_week":
		return l.hours
	case "requirements":
		return func(v float64) string { return l.short(v) + nbsp + l.plural(v, "exigence") }
	case "elements":
		return func(v float64) string { return l.say("%s sur %d", l.short(v), writingElements) }
	}
	return l.short
}

// writingElements is how many elements a well written offer has: see the engine's writing criterion.
const writingElements = 5

// standing writes where an offer stands: in the words of the answer, if it has some.
func (l *language) standing(unit string, value *float64, words *string) string {
	if words != nil {
		return *words
	}
	return optional(value, l.measure(unit))
}

// majority names the most frequent type of contract, or time of work.
func (l *language) majority(code string) string {
	switch code {
	case "CDD_LONG":
		return l.say("CDD de %d mois et plus", rules.LongContractMonths.Int())
	case "CDD":
		return l.say("CDD de moins de %d mois", rules.LongContractMonths.Int())
	}
	return l.word("majority", code)
}

// share writes a word and the part of the whole that it is.
func (l *language) share(word string, part *float64) string {
	if part == nil {
		return word
	}
	return l.say("%s (%s)", word, l.percentage(*part))
}

// coverage says how many comparables a criterion rests on.
func (l *language) coverage(c attractivity.Criterion) string {
	if c.Share == nil {
		return l.integer(c.N)
	}
	return l.say("%s, soit %s", l.count(c.N, "offre"), l.percentage(*c.Share))
}

// observed writes an observed difference, which never says why.
func (l *language) observed(d attractivity.Difference) string {
	text := l.say("Les %s offres mieux placées que la vôtre reçoivent %s fois autant de candidatures par poste à %d jours que les %s autres (intervalle à 95 %% : de %s à %s).",
		l.integer(d.NBetter), l.number(d.Ratio, 2), applicationsDays(), l.integer(d.NMine), l.number(d.Low, 2), l.number(d.High, 2))
	if d.Low <= 1 && d.High >= 1 {
		text += " " + l.say("Cet écart peut être dû au hasard.")
	}
	return text
}
