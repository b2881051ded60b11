package performance

import (
	"slices"
	"strings"
)

// levels and kinds are what the published tables hold, in the order they are told.
var (
	levels = []string{"agency", "directorate", "department", "region", "country"}
	kinds  = []string{"month", "quarter", "year", "rolling12"}
)

// Numbers of levels.
const (
	levelAgency = iota
	levelDirectorate
	levelDepartment
	levelRegion
	levelCountry
)

// PeriodMonth is a row of performance.period_month: a month of a period.
type PeriodMonth struct {
	Kind, Period, Month  string
	Previous, YearBefore string
	Year                 int
	IsPublished          bool
}

// period is a run of months; labels of a kind sort as time does.
type period struct {
	label                string
	first, last          int // months, inclusive
	previous, yearBefore int // periods of the same kind, -1 for none
	year                 int
	isPublished          bool
}

// calendar knows the months of each period.
type calendar struct {
	months []string // ascending
	kinds  map[string][]period
}

func newCalendar(rows []PeriodMonth) calendar {
	c := calendar{kinds: map[string][]period{}}
	for _, r := range rows {
		c.months = append(c.months, r.Month)
	}
	slices.Sort(c.months)
	c.months = slices.Compact(c.months)
	named := map[string]PeriodMonth{}
	for _, r := range rows {
		list := c.kinds[r.Kind]
		month, _ := slices.BinarySearch(c.months, r.Month)
		i := slices.IndexFunc(list, func(p period) bool { return p.label == r.Period })
		if i < 0 {
			i = len(list)
			list = append(list, period{label: r.Period, first: month, last: month, year: r.Year, isPublished: r.IsPublished})
			named[r.Kind+r.Period] = r
		}
		list[i].first, list[i].last = min(list[i].first, month), max(list[i].last, month)
		c.kinds[r.Kind] = list
	}
	for kind, list := range c.kinds {
		slices.SortFunc(list, func(a, b period) int { return strings.Compare(a.label, b.label) })
		at := func(label string) int {
			return slices.IndexFunc(list, func(p period) bool { return p.label == label })
		}
		for i, p := range list {
			list[i].previous, list[i].yearBefore = at(named[kind+p.label].Previous), at(named[kind+p.label].YearBefore)
		}
	}
	return c
}

// month is the number of a month; ok is false for one that no period holds.
func (c calendar) month(label string) (n int, ok bool) { return slices.BinarySearch(c.months, label) }
