package attractivity_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"vigie/analytics/attractivity"
)

// The oracle computes the definitions the slow way: for each question it goes
// through every other offer of the market, with no regard to how the index
// keeps them.

const today = 20000 // days since 1970; the as-of date of the tests

const asOf = "2024-10-04"

func rowOf(t *rapid.T, i int) attractivity.Row {
	r := attractivity.Row{
		ID: fmt.Sprintf("O%03d", i), Title: "Offre", Rome: "M1607", Appellation: "11", Department: "75", Region: "11",
		Created:   int32(today - rapid.IntRange(1, 90).Draw(t, "age")),
		Positions: int32(rapid.IntRange(1, 3).Draw(t, "positions")),
		Employer:  rapid.SampledFrom([]string{"", "a", "a", "a", "b", "c", "d"}).Draw(t, "employer"),
		IsOpen:    true, Apprenticeship: rapid.IntRange(0, 9).Draw(t, "apprentice") == 0,
	}
	end := int32(today)
	if rapid.Bool().Draw(t, "closed") {
		r.IsOpen = false
		r.Closed = r.Created + int32(rapid.IntRange(0, today-1-int(r.Created)).Draw(t, "closed after"))
		end = r.Closed + 1
		if rapid.Bool().Draw(t, "filled") {
			r.IsFilled = true
			days := float64(r.Closed - r.Created)
			r.DaysToFill = &days
		}
	}
	r.IsMature = r.Closed != 0 || r.Created <= today-30
	if rapid.IntRange(0, 2).Draw(t, "salary known") > 0 {
		salary := float64(rapid.IntRange(20, 26).Draw(t, "salary")) * 1000
		r.Salary = &salary
	} else {
		r.SalaryFlag = rapid.SampledFrom([]string{"", "salary_outlier", "part_time_hours_unknown"}).Draw(t, "flag")
	}
	if rapid.Bool().Draw(t, "experience known") {
		months := float64(rapid.SampledFrom([]int{0, 6, 12, 24}).Draw(t, "experience"))
		r.Experience = &months
	}
	terms(t, &r)
	for range rapid.IntRange(0, 6).Draw(t, "applications") {
		on := r.Created + int32(rapid.IntRange(0, int(end-1-r.Created)).Draw(t, "applied after"))
		r.Applications++
		if on-r.Created < 30 {
			r.Applications30++
		}
		if on-r.Created < 60 {
			r.Ages = append(r.Ages, uint8(on-r.Created))
		}
	}
	slices.Sort(r.Ages)
	r.HiringNeed, r.Tension = rapid.SampledFrom([]string{"", "a", "b", "?"}).Draw(t, "hiring need"), rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "tension")
	return r
}

// terms draws what the other criteria are about.
func terms(t *rapid.T, r *attractivity.Row) {
	r.Contract = rapid.SampledFrom([]string{"", "CDI", "DIN", "CDD", "CDD", "MIS", "SAI", "DDI"}).Draw(t, "contract")
	r.ContractMonths = one(t, "months", 0.33, 3, 5.99, 6, 12)
	r.Hours = one(t, "hours", 17.5, 24, 35, 35, 39)
	r.Requirements = one(t, "requirements", 0, 1, 1, 2, 7)
	r.Writing = one(t, "writing", 0, 1, 2, 3, 5)
	if rapid.IntRange(0, 5).Draw(t, "working time known") > 0 {
		isPart := rapid.IntRange(0, 4).Draw(t, "part time") == 0
		r.PartTime = &isPart
	}
}

// one draws one of the values, or none.
func one(t *rapid.T, name string, values ...float64) *float64 {
	if rapid.IntRange(0, 4).Draw(t, name+" known") == 0 {
		return nil
	}
	v := rapid.SampledFrom(values).Draw(t, name)
	return &v
}

// build makes an index of the offers of one market, and of strangers of others.
func build(t *rapid.T, rows []attractivity.Row, strangers ...attractivity.Row) *attractivity.Index {
	lookup := func(id string) (attractivity.Row, bool, error) {
		i := slices.IndexFunc(rows, func(r attractivity.Row) bool { return r.ID == id })
		if i < 0 {
			return attractivity.Row{}, false, nil
		}
		return rows[i], true, nil
	}
	b, err := attractivity.NewBuilder("000001-test", asOf, lookup)
	if err != nil {
		t.Fatal(err)
	}
	for key, n := range statistics {
		b.AddHiringNeed(key, attractivity.BMO{Year: 2024, Projects: float64(n)})
		b.AddTension(key, attractivity.TensionRow{Class: n, Of: attractivity.Tension{Year: 2019}})
	}
	b.AddCell(attractivity.CellRow{Rome: "M1607", Appellation: "11", Department: "75", Region: "11", Comparables: len(rows), JobSeekers: 7, Verdict: "average"})
	for i := range rows {
		if err := b.AddComparable(&rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range strangers {
		b.AddCell(attractivity.CellRow{Rome: s.Rome, Appellation: s.Appellation, Department: s.Department, Region: "11", Comparables: 1, JobSeekers: 3})
		if err := b.AddComparable(&s); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range rows {
		if r.IsOpen {
			b.AddOpen(r)
		}
	}
	ix, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func quantile(values []float64, p float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(values))
	h := float64(len(sorted)-1) * p
	lo := math.Floor(h)
	v := sorted[int(lo)]
	if h > lo {
		v += (h - lo) * (sorted[int(lo)+1] - v)
	}
	return &v
}

// cumulated is an offer's applications per position before an age.
func cumulated(r attractivity.Row, day int) float64 {
	n := 0
	for _, age := range r.Ages {
		if int(age) < day {
			n++
		}
	}
	return float64(n) / float64(r.Positions)
}

func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*b))
}

func show(v *float64) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(*v)
}

func TestAnswerEqualsOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []attractivity.Row
		for i := range rapid.SampledFrom([]int{29, 30, 31, 32, 36, 80, 120}).Draw(t, "offers") {
			rows = append(rows, rowOf(t, i))
		}
		ix := build(t, rows)
		me := rapid.SampledFrom(rows).Draw(t, "mine")
		a, ok, err := ix.Answer(me.ID, "")
		if err != nil || !ok {
			t.Fatalf("answer: %v, %v", ok, err)
		}
		others := slices.DeleteFunc(slices.Clone(rows), func(r attractivity.Row) bool { return r.ID == me.ID })
		if a.Comparables != len(others) {
			t.Fatalf("comparables: %d, want %d", a.Comparables, len(others))
		}
		if active := len(others) >= 30; a.Active != active {
			t.Fatalf("active with %d others: %v", len(others), a.Active)
		}
		if !a.Active {
			if a.Reason == nil || *a.Reason != attractivity.ReasonBelowThreshold || a.Market != nil || a.Verdict != nil {
				t.Fatalf("an inactive widget shows figures: %+v", a)
			}
			return
		}
		checkMarket(t, a, others)
		checkStatistics(t, a.Market, me)
		checkCurve(t, a, me, others)
		checkCriteria(t, a, me, others)
	})
}

func checkMarket(t *rapid.T, a attractivity.Answer, others []attractivity.Row) {
	var open, positions, closed, filled int
	var days []float64
	employers := map[string]int{}
	for _, r := range others {
		positions += int(r.Positions)
		if r.IsOpen {
			open++
		} else {
			closed++
		}
		if r.IsFilled {
			filled++
			days = append(days, *r.DaysToFill)
		}
		if r.Employer != "" {
			employers[r.Employer]++
		}
	}
	m := a.Market
	if m.OpenNow != open || m.Positions != positions || m.Offers != len(others) {
		t.Fatalf("market: %+v, want open %d, positions %d", m, open, positions)
	}
	var share *float64
	if closed > 0 {
		v := float64(filled) / float64(closed)
		share = &v
	}
	if !same(m.FilledShare, share) || !same(m.MedianDaysToFill, quantile(days, 0.5)) {
		t.Fatalf("filled share %s, days %s", show(m.FilledShare), show(m.MedianDaysToFill))
	}
	if got := m.Employers; (len(employers) < 3) != (got == nil) || (got != nil && *got != len(employers)) {
		t.Fatalf("employers: %v, want %d", got, len(employers))
	}
	if want := top3(employers); !same(m.EmployersTop3Share, want) {
		t.Fatalf("share of three employers: %s, want %s of %v", show(m.EmployersTop3Share), show(want), employers)
	}
	months := 0
	for _, month := range m.Monthly {
		months += month.Offers
	}
	if months != len(others) {
		t.Fatalf("months add up to %d offers of %d", months, len(others))
	}
}

// top3 is the share of the three largest employers; nil where it may not be told.
func top3(employers map[string]int) *float64 {
	sizes := slices.Sorted(maps.Values(employers))
	slices.Reverse(sizes)
	total := 0
	for _, n := range sizes {
		total += n
	}
	if len(sizes) < 3 || float64(sizes[0]) > 0.85*float64(total) {
		return nil
	}
	share := float64(sizes[0]+sizes[1]+sizes[2]) / float64(total)
	return &share
}

// statistics are the published figures of the tests, by the key of their place.
var statistics = map[string]int{"a": 1, "b": 2}

// checkStatistics: the published figures are those of my own place, whatever the others'.
func checkStatistics(t *rapid.T, m *attractivity.Market, me attractivity.Row) {
	need, class := statistics[me.HiringNeed], statistics[me.Tension]
	if (m.BMO == nil) != (need == 0) || m.BMO != nil && m.BMO.Projects != float64(need) {
		t.Fatalf("hiring need %q: %+v", me.HiringNeed, m.BMO)
	}
	if (m.TensionClass == nil) != (class == 0) || (m.TensionOf == nil) != (class == 0) || m.TensionClass != nil && *m.TensionClass != class {
		t.Fatalf("tension %q: %v, %v", me.Tension, m.TensionClass, m.TensionOf)
	}
}

func checkCurve(t *rapid.T, a attractivity.Answer, me attractivity.Row, others []attractivity.Row) {
	end := int32(today)
	if me.Closed != 0 {
		end = me.Closed
	}
	if age := int(end - me.Created); a.Applications.AgeDays != age {
		t.Fatalf("age %d, want %d", a.Applications.AgeDays, age)
	}
	at := a.Applications.Curve[min(a.Applications.AgeDays, 60)]
	late := at.Q1 != nil && (a.Applications.AgeDays >= 7 && *at.Mine < *at.Q1 || a.Applications.AgeDays >= 14 && *at.Mine == 0 && *at.Median > 0)
	if a.Applications.Alert != late {
		t.Fatalf("day %d: alert %v", a.Applications.AgeDays, a.Applications.Alert)
	}
	if len(a.Applications.Curve) != 61 {
		t.Fatalf("curve of %d days", len(a.Applications.Curve))
	}
	for day, p := range a.Applications.Curve {
		var values []float64
		for _, r := range others {
			if r.Closed != 0 || today-int(r.Created) >= day {
				values = append(values, cumulated(r, day))
			}
		}
		for _, q := range []struct {
			got *float64
			p   float64
		}{{p.Q1, 0.25}, {p.Median, 0.5}, {p.Q3, 0.75}} {
			if want := quantile(values, q.p); !same(q.got, want) {
				t.Fatalf("day %d, quantile %g: %s, want %s", day, q.p, show(q.got), show(want))
			}
		}
		if known := day <= a.Applications.AgeDays; known != (p.Mine != nil) || known && *p.Mine != cumulated(me, day) {
			t.Fatalf("day %d, mine %s, want %g", day, show(p.Mine), cumulated(me, day))
		}
	}
}
