package attractivity_test

import (
	"math"

	"pgregory.net/rapid"

	"vigie/analytics/attractivity"
)

// scale is how the oracle reads a criterion of a row.
type scale struct {
	name  string
	value func(attractivity.Row) *float64 // what is told
	merit func(attractivity.Row) *float64 // the greater the better
}

func minus(v *float64) *float64 {
	if v == nil {
		return nil
	}
	w := -*v
	return &w
}

// stability is the seed's order of contracts.
func stability(r attractivity.Row) *float64 {
	order := map[string]float64{"": -1, "CDI": 3, "DIN": 3, "CDD": 1}
	at := order[r.Contract] // 0: MIS, SAI, others
	switch {
	case at < 0:
		return nil
	case at == 1 && r.ContractMonths != nil && *r.ContractMonths >= 6:
		at = 2
	}
	return &at
}

func term(r attractivity.Row) *float64 {
	if s := stability(r); s != nil && *s == 3 {
		return nil
	}
	return r.ContractMonths
}

var scales = []scale{
	{"salary", func(r attractivity.Row) *float64 { return r.Salary }, func(r attractivity.Row) *float64 { return r.Salary }},
	{"experience", func(r attractivity.Row) *float64 { return r.Experience }, func(r attractivity.Row) *float64 { return minus(r.Experience) }},
	{"contract", stability, stability},
	{"working_time", func(r attractivity.Row) *float64 { return r.Hours }, func(r attractivity.Row) *float64 { return r.Hours }},
	{"requirements", func(r attractivity.Row) *float64 { return r.Requirements }, func(r attractivity.Row) *float64 { return minus(r.Requirements) }},
	{"writing", func(r attractivity.Row) *float64 { return r.Writing }, func(r attractivity.Row) *float64 { return r.Writing }},
}

func known(rows []attractivity.Row, value func(attractivity.Row) *float64) []float64 {
	var all []float64
	for _, r := range rows {
		if v := value(r); v != nil {
			all = append(all, *v)
		}
	}
	return all
}

func checkCriteria(t *rapid.T, a attractivity.Answer, me attractivity.Row, others []attractivity.Row) {
	if len(a.Criteria) != len(scales) {
		t.Fatalf("%d criteria", len(a.Criteria))
	}
	for i, s := range scales {
		c, market := a.Criteria[i], others
		if s.name == "salary" {
			market = nil
			for _, r := range others {
				if r.Apprenticeship == me.Apprenticeship {
					market = append(market, r)
				}
			}
		}
		sample, mine := known(market, s.value), s.value(me)
		measured, value := sample, mine
		if s.name == "contract" {
			measured, value = known(market, term), term(me)
		}
		if c.Criterion != s.name || c.N != len(sample) || !same(c.Value, value) ||
			!same(c.Q1, quantile(measured, 0.25)) || !same(c.Median, quantile(measured, 0.5)) || !same(c.Q3, quantile(measured, 0.75)) {
			t.Fatalf("%s: n %d of %d, value %s of %s, median %s", c.Criterion, c.N, len(sample), show(c.Value), show(value), show(c.Median))
		}
		if len(market) > 0 && !same(c.Share, ptr(float64(len(sample))/float64(len(market)))) {
			t.Fatalf("%s: share %s of %d", s.name, show(c.Share), len(market))
		}
		if want := percentile(sample, mine); !same(c.Percentile, want) {
			t.Fatalf("%s: percentile %s, want %s", s.name, show(c.Percentile), show(want))
		}
		if want := status(s.name, me, market); c.Status != want || c.Alert != (want == "penalising") || c.Advice == "" {
			t.Fatalf("%s: %s, want %s (%+v)", s.name, c.Status, want, c)
		}
		checkDifference(t, c, difference(s.merit, me, market))
	}
}

func ptr(v float64) *float64 { return &v }

func percentile(sample []float64, mine *float64) *float64 {
	if mine == nil || len(sample) == 0 {
		return nil
	}
	below, ties := 0.0, 0.0
	for _, v := range sample {
		if v < *mine {
			below++
		} else if v == *mine {
			ties++
		}
	}
	return ptr((below + ties/2) / float64(len(sample)))
}

func status(criterion string, me attractivity.Row, market []attractivity.Row) string {
	switch criterion {
	case "salary":
		salaries := known(market, scales[0].value)
		if me.Salary == nil && me.SalaryFlag == "" && len(market) > 0 && 2*len(salaries) >= len(market) {
			return "penalising"
		}
		return against(salaries, me.Salary)
	case "contract":
		return contractStatus(me, market)
	case "working_time":
		return workingTimeStatus(me, market)
	}
	for _, s := range scales {
		if s.name == criterion {
			return against(known(market, s.merit), s.merit(me))
		}
	}
	return ""
}

// against places a merit among others.
func against(sample []float64, mine *float64) string {
	switch {
	case mine == nil || len(sample) == 0:
		return "unknown"
	case *mine < *quantile(sample, 0.25):
		return "penalising"
	case *mine > *quantile(sample, 0.75):
		return "favourable"
	}
	return "aligned"
}

func contractStatus(me attractivity.Row, market []attractivity.Row) string {
	sample, mine := known(market, stability), stability(me)
	if mine == nil || len(sample) == 0 {
		return "unknown"
	}
	majority, most := 0.0, 0
	for s := 0.0; s < 4; s++ {
		n := 0
		for _, v := range sample {
			if v == s {
				n++
			}
		}
		if n > most {
			majority, most = s, n
		}
	}
	q1 := quantile(known(market, term), 0.25)
	switch {
	case *mine < majority || q1 != nil && term(me) != nil && *term(me) < *q1:
		return "penalising"
	case *mine > majority:
		return "favourable"
	}
	return "aligned"
}

func workingTimeStatus(me attractivity.Row, market []attractivity.Row) string {
	told, full := 0, 0
	for _, r := range market {
		if r.PartTime != nil {
			told++
			if !*r.PartTime {
				full++
			}
		}
	}
	if me.PartTime != nil && *me.PartTime && told > 0 && 4*full >= 3*told {
		return "penalising"
	}
	if s := against(known(market, scales[3].value), me.Hours); s != "unknown" {
		return s
	}
	if me.PartTime != nil && told > 0 {
		return "aligned"
	}
	return "unknown"
}

// difference is the definition: mean applications at 30 days per position of the
// mature comparables better than mine over those of the rest, with the delta
// method's interval of the logarithm.
func difference(merit func(attractivity.Row) *float64, me attractivity.Row, market []attractivity.Row) *attractivity.Difference {
	mine := merit(me)
	if mine == nil {
		return nil
	}
	var better, rest []float64
	for _, r := range market {
		v := merit(r)
		if v == nil || !r.IsMature {
			continue
		}
		y := float64(r.Applications30) / float64(r.Positions)
		if *v > *mine {
			better = append(better, y)
		} else {
			rest = append(rest, y)
		}
	}
	if len(better) < 30 || len(rest) < 30 {
		return nil
	}
	m1, v1 := moments(better)
	m0, v0 := moments(rest)
	if m1 == 0 || m0 == 0 {
		return nil
	}
	half := 1.959963984540054 * math.Sqrt(v1/float64(len(better))/(m1*m1)+v0/float64(len(rest))/(m0*m0))
	log := math.Log(m1 / m0)
	return &attractivity.Difference{Ratio: m1 / m0, Low: math.Exp(log - half), High: math.Exp(log + half), NBetter: len(better), NMine: len(rest)}
}

func moments(values []float64) (mean, variance float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		variance += (v - mean) * (v - mean) / float64(len(values)-1)
	}
	return mean, variance
}

func checkDifference(t *rapid.T, c attractivity.Criterion, want *attractivity.Difference) {
	got := c.ObservedDifference
	if (got == nil) != (want == nil) {
		t.Fatalf("%s: difference %+v, want %+v", c.Criterion, got, want)
	}
	if got == nil {
		return
	}
	if got.NBetter != want.NBetter || got.NMine != want.NMine || !same(&got.Ratio, &want.Ratio) || !near(got.Low, want.Low) || !near(got.High, want.High) {
		t.Fatalf("%s: difference %+v, want %+v", c.Criterion, got, want)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) }
