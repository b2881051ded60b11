package performance_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// cell is where a value belongs.
type cell struct{ indicator, level, code, kind, period string }

// value is what is checked of a row of performance.indicator.
type value struct {
	Count, Numerator    int64
	Value, Median       *float64
	Previous, YearEarly *float64
	Rank                *int64
}

// Each check builds every table several times over: a few go a long way, and
// -rapid.checks asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "8"); err != nil {
		panic(err)
	}
	m.Run()
}

// TestIndicatorsAgreeWithFacts compares every row with a count, in Go, of the
// facts themselves at that level and period: so roll-ups agree to the unit, and
// each place has each period.
func TestIndicatorsAgreeWithFacts(t *testing.T) {
	for _, asOf := range []time.Time{date(2026, 11, 22), date(2026, 1, 1), date(2024, 2, 29)} {
		t.Run(asOf.Format(time.DateOnly), func(t *testing.T) {
			if asOf.Year() < 2026 && os.Getenv("VIGIE_FAULTS") == "" {
				t.Skip("takes minutes: VIGIE_FAULTS=bounded go test ./analytics/performance -run TestIndicatorsAgreeWithFacts, as make test does")
			}
			t.Parallel()
			e := newEngine(t, asOf)
			rapid.Check(t, func(t *rapid.T) {
				w := drawWorld(t, asOf)
				e.build(t, w)
				got := e.indicators(t)
				if diff := cmp.Diff(w.expected(asOf), got); diff != "" {
					t.Fatalf("indicators (-facts +tables):\n%s", diff)
				}
				checkQuarters(t, got)
			})
		})
	}
}

// checkQuarters adds the published months up; the first quarter begins before
// the first month published.
func checkQuarters(t *rapid.T, rows map[cell]value) {
	sums, months := map[cell][2]int64{}, map[cell]int{}
	for c, v := range rows {
		if c.kind == "month" {
			at, _ := time.Parse("2006-01", c.period)
			c.kind, c.period = "quarter", quarterOf(at)
			sums[c] = [2]int64{sums[c][0] + v.Count, sums[c][1] + v.Numerator}
			months[c]++
		}
	}
	last := ""
	for c := range sums {
		last = max(last, c.period)
	}
	for c, sum := range sums {
		if got := [2]int64{rows[c].Count, rows[c].Numerator}; (months[c] == 3 || c.period == last) && got != sum {
			t.Fatalf("%v: %v, its months add up to %v", c, got, sum)
		}
	}
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func quarterOf(d time.Time) string { return fmt.Sprintf("%d-Q%d", d.Year(), (int(d.Month())+2)/3) }

// periodsOf gives the labels of every period, by kind, that a day belongs to.
func periodsOf(d time.Time) map[string][]string {
	first := date(d.Year(), d.Month(), 1)
	p := map[string][]string{"month": {d.Format("2006-01")}, "quarter": {quarterOf(d)}, "year": {d.Format("2006")}}
	for i := range 12 {
		p["rolling12"] = append(p["rolling12"], first.AddDate(0, i, 0).Format("2006-01"))
	}
	return p
}

// observation is one offer or answer that counts: yes in the numerator of a rate, days of a delay.
type observation struct {
	agency string
	on     time.Time
	yes    bool
	days   int
}

func (w world) observations() map[string][]observation {
	all := map[string][]observation{"ent1": nil, "ent2": nil, "ent3": nil}
	for _, o := range w.offers {
		if !o.entrusted || o.closed.IsZero() {
			continue
		}
		isHired := slices.Contains(hired, o.outcome)
		served := slices.ContainsFunc(w.services, func(s service) bool { return s.offer == o.id && !s.delivered.After(o.closed) })
		if served && o.outcome != "DOUBLON" && o.outcome != "NON_CONFORME" {
			all["ent1"] = append(all["ent1"], observation{agency: o.agency, on: o.closed, yes: isHired})
		}
		if isHired {
			all["ent3"] = append(all["ent3"], observation{agency: o.agency, on: o.filled, days: int(o.filled.Sub(o.created).Hours() / 24)})
		}
	}
	for _, a := range w.answers {
		if !a.answered.IsZero() {
			all["ent2"] = append(all["ent2"], observation{agency: a.agency, on: a.answered, yes: a.satisfaction >= 3})
		}
	}
	return all
}

// expected counts the facts of each cell that must be published.
func (w world) expected(asOf time.Time) map[cell]value {
	observed := map[cell][]observation{}
	for indicator, list := range w.observations() {
		for _, o := range list {
			for level, code := range w.places(o.agency) {
				for kind, labels := range periodsOf(o.on) {
					for _, label := range labels {
						c := cell{indicator, level, code, kind, label}
						observed[c] = append(observed[c], o)
					}
				}
			}
		}
	}
	want := map[cell]value{}
	codes := map[string]map[string]bool{}
	for _, a := range append([]agency{{}}, w.agencies...) {
		for level, code := range w.places(a.code) {
			if codes[level] == nil {
				codes[level] = map[string]bool{}
			}
			codes[level][code] = true
		}
	}
	last := asOf.AddDate(0, 0, -1)
	for back := range 25 {
		day := date(last.Year(), last.Month()-time.Month(back), 1)
		for kind, labels := range periodsOf(day) {
			previous, yearBefore := map[string]int{"month": 1, "quarter": 3, "year": 12, "rolling12": 1}[kind], 12
			for level, known := range codes {
				for code := range known {
					for _, indicator := range []string{"ent1", "ent2", "ent3"} {
						at := func(months int) cell {
							return cell{indicator, level, code, kind, periodsOf(day.AddDate(0, -months, 0))[kind][0]}
						}
						c := cell{indicator, level, code, kind, labels[0]}
						v := estimate(indicator, observed[c])
						v.Previous = estimate(indicator, observed[at(previous)]).Value
						v.YearEarly = estimate(indicator, observed[at(yearBefore)]).Value
						want[c] = v
					}
				}
			}
		}
	}
	w.rank(want)
	return want
}

// estimate is the value of the observations of one cell.
func estimate(indicator string, list []observation) value {
	v := value{Count: int64(len(list))}
	var days []int
	for _, o := range list {
		days = append(days, o.days)
		if indicator == "ent3" {
			v.Numerator += int64(o.days)
		} else if o.yes {
			v.Numerator++
		}
	}
	if v.Count == 0 {
		return v
	}
	mean := float64(v.Numerator) / float64(v.Count)
	v.Value = &mean
	if indicator == "ent3" {
		slices.Sort(days)
		median := float64(days[(len(days)-1)/2]+days[len(days)/2]) / 2
		v.Median = &median
	}
	return v
}

// rank counts, for each cell, the peers that do better.
func (w world) rank(want map[cell]value) {
	region := func(c cell) string {
		for _, a := range w.agencies {
			if w.places(a.code)[c.level] == c.code {
				return a.region
			}
		}
		return ""
	}
	better := func(indicator string, a, b float64) bool {
		return indicator == "ent3" && a < b || indicator != "ent3" && a > b
	}
	groups := map[cell][]cell{}
	for c, v := range want {
		if v.Value != nil && c.code != "ZZ" && c.level != "country" {
			g := c
			g.code = ""
			if c.level == "agency" || c.level == "directorate" {
				g.code = region(c)
			}
			groups[g] = append(groups[g], c)
		}
	}
	for _, peers := range groups {
		for _, c := range peers {
			v, place := want[c], int64(1)
			for _, p := range peers {
				if better(c.indicator, *want[p].Value, *v.Value) {
					place++
				}
			}
			v.Rank = &place
			want[c] = v
		}
	}
}

// indicators reads the published rows, and checks their intervals.
func (e engine) indicators(t *rapid.T) map[cell]value {
	rows, err := e.Query(context.Background(), `select indicator, level, code, kind, period, count, numerator, denominator,
		value, low, high, median, previous, year_before, rank from performance.indicator where indicator in ('ent1', 'ent2', 'ent3')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	got := map[cell]value{}
	for rows.Next() {
		var c cell
		var v value
		var denominator int64
		var low, high *float64
		if err := rows.Scan(&c.indicator, &c.level, &c.code, &c.kind, &c.period, &v.Count, &v.Numerator, &denominator,
			&v.Value, &low, &high, &v.Median, &v.Previous, &v.YearEarly, &v.Rank); err != nil {
			t.Fatal(err)
		}
		if denominator != v.Count {
			t.Fatalf("%v: denominator %d, count %d", c, denominator, v.Count)
		}
		for _, f := range []*float64{v.Value, low, high, v.Median} {
			if f != nil && (math.IsNaN(*f) || math.IsInf(*f, 0)) {
				t.Fatalf("%v: %v is not a number that JSON has", c, *f)
			}
		}
		got[c] = v
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return got
}
