package attractivity

import "vigie/data/rules"

// Statuses of a criterion against the market.
const (
	favourable = "favourable"
	aligned    = "aligned"
	penalising = "penalising"
	unknown    = "unknown"
)

// Criteria of block 3, in their order.
const (
	salary       = "salary"
	experience   = "experience"
	contract     = "contract"
	workingTime  = "working_time"
	requirements = "requirements"
	writing      = "writing"
)

// criteria is block 3.
func (v view) criteria() []Criterion {
	all := []Criterion{v.salary(), v.experience(), v.contract(), v.workingTime(), v.requirements(), v.writing()}
	for i, d := range v.differences() {
		c := &all[i]
		c.ObservedDifference = d
		c.Alert = c.Status == penalising
		c.Advice += v.ix.tongue.observed(*c)
	}
	return all
}

// salary is penalising under the first quartile, or absent while most comparables
// show one.
func (v view) salary() Criterion {
	row, own := &v.me.row, v.me.own()
	sample := without{spread: v.set.salaries(row.Apprenticeship)}
	if v.inSet && own.Salary != nil && own.Apprenticeship == row.Apprenticeship {
		sample.value, sample.take = *own.Salary, true
	}
	c := v.criterion(salary, "EUR_gross_year_fte", row.Salary, sample, v.alike())
	c.D1, c.D9 = sample.quantile(0.1), sample.quantile(0.9)
	c.ValueLabel = label(row.Salary, func(year float64) string { return v.ix.tongue.fullTime(row, v.ix.tongue.monthly(year)) })
	switch {
	case row.Salary == nil && v.ix.tongue.unusableSalary(row.SalaryFlag) != "":
		c.Advice = v.ix.tongue.unusableSalary(row.SalaryFlag)
		return c
	case row.Salary != nil && c.N > 0:
		c.Status = position(*row.Salary, *c.Q1, *c.Q3)
	case row.Salary == nil && c.Share != nil && *c.Share >= rules.SalaryShownShare.Float():
		c.Status = penalising
	}
	c.Advice = v.ix.tongue.salary(c, row)
	return c
}

// experience is penalising above the third quartile.
func (v view) experience() Criterion {
	row := &v.me.row
	c := v.criterion(experience, "months", row.Experience, v.others(v.set.experience, v.me.own().Experience), v.n)
	c.ValueLabel = label(row.Experience, func(months float64) string { return v.ix.tongue.experienceLabel(row, months) })
	c.Status = lessIsBetter(c)
	c.Advice = v.ix.tongue.experience(c, row)
	return c
}

// requirements are penalising above the third quartile.
func (v view) requirements() Criterion {
	row := &v.me.row
	c := v.criterion(requirements, "requirements", row.Requirements, v.others(v.set.requirements, v.me.own().Requirements), v.n)
	c.ValueLabel = label(row.Requirements, v.ix.tongue.requirementsLabel)
	c.Status = lessIsBetter(c)
	c.Advice = v.ix.tongue.requirements(c)
	return c
}

// writing is penalising under the first quartile.
func (v view) writing() Criterion {
	row := &v.me.row
	c := v.criterion(writing, "elements", row.Writing, v.others(v.set.writing, v.me.own().Writing), v.n)
	c.ValueLabel = label(row.Writing, v.ix.tongue.writingLabel)
	if c.Value != nil && c.N > 0 {
		c.Status = position(*c.Value, *c.Q1, *c.Q3)
	}
	c.Advice = v.ix.tongue.writing(c, row.Written)
	return c
}

// contract places the type on the scale of stability, and the length of a fixed term
// among the fixed terms. It is penalising when the majority is more stable, or the
// term under the first quartile. Of equally frequent types the least stable is the
// majority, so that a tie penalises nobody.
func (v view) contract() Criterion {
	row, own := &v.me.row, v.me.own()
	scale := v.others(v.set.stability, rank(own))
	terms := v.others(v.set.months, own.fixedTerm())
	c := v.criterion(contract, "months", rank(row), scale, v.n)
	c.Value, c.Q1, c.Median, c.Q3 = row.fixedTerm(), terms.quantile(0.25), terms.quantile(0.5), terms.quantile(0.75)
	majority, most := 0, 0
	for r := otherContract; r <= permanent; r++ {
		if n := scale.count(float64(r)); n > most {
			majority, most = r, n
		}
	}
	if most == 0 {
		c.Advice = v.ix.tongue.contract(c, false)
		return c
	}
	c.Majority, c.MajorityShare = &stabilities[majority], part(most, c.N)
	mine, isShort := row.stability(), false
	if mine > 0 {
		text := v.ix.tongue.contractLabel(row)
		c.ValueLabel = &text
		isShort = mine >= majority && c.Value != nil && c.Q1 != nil && *c.Value < *c.Q1
		switch {
		case mine < majority || isShort:
			c.Status = penalising
		case mine > majority:
			c.Status = favourable
		default:
			c.Status = aligned
		}
	}
	c.Advice = v.ix.tongue.contract(c, isShort)
	return c
}

// stabilities are the codes of the ranks of contracts.
var stabilities = [...]string{"", "OTHER", "CDD", "CDD_LONG", "CDI"}

func rank(r *Row) *float64 {
	if r.stability() == 0 {
		return nil
	}
	at := float64(r.stability())
	return &at
}

// workingTime is penalising for a part time while most comparables are full time, or
// under the first quartile of the hours.
func (v view) workingTime() Criterion {
	row, own := &v.me.row, v.me.own()
	c := v.criterion(workingTime, "hours_week", row.Hours, v.others(v.set.hours, own.Hours), v.n)
	parts, fulls := v.set.partTimes, v.set.fullTimes
	if v.inSet {
		switch own.workingTime() {
		case partTime:
			parts--
		case fullTime:
			fulls--
		}
	}
	isRare := false
	if told := parts + fulls; told > 0 {
		code := "PART_TIME"
		if fulls >= parts {
			code = "FULL_TIME"
		}
		c.Majority, c.MajorityShare = &code, part(max(parts, fulls), told)
		isRare = row.workingTime() == partTime && float64(fulls)/float64(told) >= rules.FullTimeShare.Float()
	}
	c.ValueLabel = v.ix.tongue.workingTimeLabel(row)
	switch {
	case isRare:
		c.Status = penalising
	case row.Hours != nil && c.N > 0:
		c.Status = position(*row.Hours, *c.Q1, *c.Q3)
	case row.workingTime() != 0 && c.Majority != nil:
		c.Status = aligned
	}
	c.Advice = v.ix.tongue.workingTime(c, isRare)
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

// others is a sample of the set without the offer's own value.
func (v view) others(s spread, own *float64) without {
	if !v.inSet || own == nil {
		return without{spread: s}
	}
	return without{s, *own, true}
}

// criterion fills what every criterion measured on a scale has; of is how many
// comparables could have a value.
func (v view) criterion(name, unit string, value *float64, sample without, of int) Criterion {
	c := Criterion{
		Criterion: name, Value: value, Unit: unit, N: sample.n(), Status: unknown,
		Q1: sample.quantile(0.25), Median: sample.quantile(0.5), Q3: sample.quantile(0.75), Share: part(sample.n(), of),
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

func lessIsBetter(c Criterion) string {
	if c.Value == nil || c.N == 0 {
		return unknown
	}
	return position(-*c.Value, -*c.Q3, -*c.Q1)
}

// part is n of a whole; nil of nothing.
func part(n, of int) *float64 {
	if of == 0 {
		return nil
	}
	share := float64(n) / float64(of)
	return &share
}
