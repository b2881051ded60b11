package web

import "vigie/analytics/attractivity"

// Criterion is a criterion as the widget writes it.
type Criterion struct {
	attractivity.Criterion
	Name, Mine, Q1, Median, Q3 string
	Share, Percentile          string
	Range                      Range
}

// criterionView writes a criterion: salaries by the month, as people negotiate them.
func (l *language) criterionView(c attractivity.Criterion) Criterion {
	write := l.short
	switch c.Criterion {
	case "salary":
		write = func(v float64) string { return l.amount(v / 12) }
	case "experience":
		write = l.duration
	}
	v := Criterion{Criterion: c, Name: l.word("criterion", c.Criterion), Mine: optional(c.Value, write), Q1: optional(c.Q1, write), Median: optional(c.Median, write),
		Q3: optional(c.Q3, write), Share: optional(c.Share, l.percentage), Percentile: optional(c.Percentile, l.percentage)}
	v.Range = Range{Mine: c.Value, Q1: c.Q1, Median: c.Median, Q3: c.Q3, Status: c.Status,
		Text: l.say("%s. Mon offre : %s. Marché : premier quartile %s, médiane %s, troisième quartile %s.", v.Name, v.Mine, v.Q1, v.Median, v.Q3)}
	return v
}
