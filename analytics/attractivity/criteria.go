package attractivity

import "vigie/data/rules"

// Statuses of a criterion against the market.
const (
	favourable = "favourable"
	aligned    = "aligned"
	penalising = "penalising"
	unknown    = "unknown"
)

// salary is the first criterion of block 3: penalising under the first quartile,
// or absent while most comparables show one.
func (v view) salary() Criterion {
	row, own := v.me.row, v.me.own()
	sample := without{sorted: *v.set.salaries(row.Apprenticeship)}
	if v.inSet && own.Salary != nil && own.Apprenticeship == row.Apprenticeship {
		sample.value, sample.take = *own.Salary, true
	}
	c := v.criterion("salary", "EUR_gross_year_fte", row.Salary, sample, v.alike())
	c.D1, c.D9 = sample.quantile(0.1), sample.quantile(0.9)
	c.ValueLabel = label(row.Salary, monthlyPay)
	switch {
	case row.Salary == nil && row.SalaryFlag != "":
		c.Advice = unusableSalary[row.SalaryFlag]
		return c
	case row.Salary != nil && c.N > 0:
		c.Status = position(*row.Salary, *c.Q1, *c.Q3)
	case row.Salary == nil && c.Share != nil && *c.Share >= rules.SalaryShownShare.Float():
		c.Status = penalising
	}
	c.Alert = c.Status == penalising
	c.Advice = salaryAdvice(c)
	return c
}

// experience is the second: penalising above the third quartile; asking less is better.
func (v view) experience() Criterion {
	row, own := v.me.row, v.me.own()
	sample := without{sorted: v.set.experience}
	if v.inSet && own.Experience != nil {
		sample.value, sample.take = *own.Experience, true
	}
	c := v.criterion("experience", "months", row.Experience, sample, v.n)
	c.ValueLabel = label(row.Experience, months)
	if row.Experience != nil && c.N > 0 {
		c.Status = position(-*row.Experience, -*c.Q3, -*c.Q1)
	}
	c.Alert = c.Status == penalising
	c.Advice = experienceAdvice(c)
	return c
}

// alike counts the comparables whose salaries are compared with mine:
// apprenticeships with apprenticeships, others with others.
func (v view) alike() int {
	n := v.set.apprentices
	if !v.me.row.Apprenticeship {
		n = v.set.n - n
	}
	if v.inSet && v.me.own().Apprenticeship == v.me.row.Apprenticeship {
		n--
	}
	return n
}

// criterion fills what every criterion measured on a scale has; of is how many
// comparables could have a value.
func (v view) criterion(name, unit string, value *float64, sample without, of int) Criterion {
	c := Criterion{
		Criterion: name, Value: value, Unit: unit, N: sample.n(), Status: unknown,
		Q1: sample.quantile(0.25), Median: sample.quantile(0.5), Q3: sample.quantile(0.75),
	}
	if of > 0 {
		share := float64(c.N) / float64(of)
		c.Share = &share
	}
	if value != nil {
		c.Percentile = sample.percentile(*value)
	}
	return c
}

// position places a value, the greater the better, against the quartiles.
func position(value, low, high float64) string {
	switch {
	case value < low:
		return penalising
	case value > high:
		return favourable
	default:
		return aligned
	}
}
