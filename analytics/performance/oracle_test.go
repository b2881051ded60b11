package performance_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"vigie/analytics/performance"
)

// unit is one unit of an indicator, alone.
type unit struct {
	agency, month          string
	values                 map[string]string // of each cut
	numerator, denominator int64
}

// naive answers indicators by going through every unit each time.
type naive struct {
	own, beside map[string][]unit // by indicator; beside is its one facet
	files       int               // in which the units come, in any order; 0: one, sorted
}

// agencyOf are the places of each agency: three regions, one directorate over two departments, and none.
var agencyOf = map[string]map[string]string{
	"A1": {"agency": "A1", "directorate": "D1", "department": "75", "region": "11", "country": "FR"},
	"A2": {"agency": "A2", "directorate": "D1", "department": "92", "region": "11", "country": "FR"},
	"A3": {"agency": "A3", "directorate": "D2", "department": "75", "region": "11", "country": "FR"},
	"B1": {"agency": "B1", "directorate": "D3", "department": "07", "region": "84", "country": "FR"},
	"C1": {"agency": "C1", "directorate": "ZZ", "department": "ZZ", "region": "ZZ", "country": "FR"},
	"ZZ": {"agency": "ZZ", "directorate": "ZZ", "department": "ZZ", "region": "ZZ", "country": "FR"},
}

var regionOf = map[string]string{
	"A1": "11", "A2": "11", "A3": "11", "B1": "84", "D1": "11", "D2": "11", "D3": "84", "75": "11", "92": "11", "07": "84", "11": "11", "84": "84",
}

func monthAt(n int) string { return fmt.Sprintf("%d-%02d", 2024+n/12, n%12+1) }

// periodAt is the label of the period that month n is in, or ends, and its months.
func periodAt(kind string, n int) (label string, months []string) {
	first, last := n, n
	switch label = monthAt(n); kind {
	case "quarter":
		first, last = n-n%3, n-n%3+2
		label = fmt.Sprintf("%d-Q%d", 2024+n/12, n%12/3+1)
	case "year":
		first, last = n-n%12, n-n%12+11
		label = fmt.Sprint(2024 + n/12)
	case "rolling12":
		first = n - 11
	}
	for m := max(0, first); m <= last; m++ {
		months = append(months, monthAt(m))
	}
	return label, months
}

var steps = map[string]int{"month": 1, "quarter": 3, "year": 12, "rolling12": 1}

// frame has 36 months, of which the last 24 are published.
func (naive) frame() performance.Frame {
	f := performance.Frame{Labels: map[string]map[string]string{"contract": {"CDI": "Contrat à durée indéterminée"}}}
	for agency, places := range agencyOf {
		for level, code := range places {
			f.Places = append(f.Places, performance.Place{Agency: agency, Level: level, Code: code, Label: "L" + code, Region: regionOf[code]})
		}
	}
	for kind, step := range steps {
		seen := map[string]bool{}
		for n := range 36 {
			label, months := periodAt(kind, n)
			if seen[label] {
				continue
			}
			seen[label] = true
			previous, before := "", ""
			if n >= step {
				previous, _ = periodAt(kind, n-step)
			}
			if n >= 12 {
				before, _ = periodAt(kind, n-12)
			}
			for _, m := range months {
				f.Months = append(f.Months, performance.PeriodMonth{Kind: kind, Period: label, Month: m, Previous: previous, YearBefore: before, Year: 2024 + n/12, IsPublished: n >= 12})
			}
		}
	}
	f.Targets = []performance.Target{{"ent1", "11", 0, 0.75}, {"ent1", "11", 2026, 0.7}, {"ent1", "", 2025, 0.5}, {"ent3", "11", 0, 39.5}}
	return f
}

// index is the real one, with the same units.
func (w naive) index(t interface{ Fatal(...any) }) *performance.Index {
	definitions, err := performance.Definitions()
	if err != nil {
		t.Fatal(err)
	}
	byMonth := func(a, b unit) int {
		return cmp.Or(strings.Compare(a.agency, b.agency), strings.Compare(a.month, b.month))
	}
	b := performance.NewBuilder("", "", definitions, w.frame())
	units := func(table performance.Table) []unit {
		units := slices.Clone(w.own[table.Indicator])
		if table.Facet != "" {
			units = slices.Clone(w.beside[table.Indicator])
		}
		slices.SortStableFunc(units, byMonth)
		return units
	}
	for _, d := range definitions {
		for _, table := range d.Tables() {
			for _, u := range units(table) {
				o := performance.Observation{Indicator: d.ID, Facet: table.Facet, Agency: []byte(u.agency), Month: []byte(u.month),
					Stratum: []byte(u.values["domain"] + " " + u.values["contract"]), Numerator: u.numerator, Denominator: u.denominator, Count: 1}
				if err := b.Add(o); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	ix := b.Build()
	read := func(of []performance.Table) ([]*performance.Units, error) {
		var tables []*performance.Units
		for _, table := range of {
			loaded := ix.Units(table)
			for file := range max(w.files, 1) {
				add := loaded.Add
				if w.files > 0 {
					add = loaded.Hold
				}
				for i, u := range w.inOrderOf(units(table)) {
					if i%max(w.files, 1) != file {
						continue
					}
					var values [][]byte
					for _, c := range table.Cuts {
						values = append(values, []byte(u.values[c]))
					}
					if err := add([]byte(u.agency), []byte(u.month), 1, u.numerator, u.denominator, values); err != nil {
						return nil, err
					}
				}
				if w.files == 0 {
					continue
				}
				if err := loaded.Sort(); err != nil {
					return nil, err
				}
			}
			tables = append(tables, loaded)
		}
		return tables, nil
	}
	for _, d := range definitions {
		tables, err := read(d.Tables())
		if err != nil {
			t.Fatal(err)
		}
		ix.SetCuts(d.ID, tables)
	}
	ix.LoadCrossedBy(read)
	return ix
}

// inOrderOf are units as their files have them: where these are parts, in any order.
func (w naive) inOrderOf(units []unit) []unit {
	if w.files > 0 {
		slices.Reverse(units)
	}
	return units
}

// pick are the units of a place, months and value of a cut.
func pick(units []unit, level, code string, months []string, by, value string) []unit {
	return slices.DeleteFunc(slices.Clone(units), func(u unit) bool {
		return agencyOf[u.agency][level] != code || !slices.Contains(months, u.month) ||
			(by != "" && !slices.Contains(u.valuesOf(by), value))
	})
}

// valuesOf are those of a cut that a unit has; of two, each pair.
func (u unit) valuesOf(by string) []string {
	first, second, crossed := strings.Cut(by, ",")
	values := strings.Fields(u.values[first])
	if !crossed {
		return values
	}
	var pairs []string
	for _, v := range values {
		for _, other := range strings.Fields(u.values[second]) {
			pairs = append(pairs, v+","+other)
		}
	}
	return pairs
}

func total(units []unit) (n, d int64) {
	for _, u := range units {
		n, d = n+u.numerator, d+u.denominator
	}
	return n, d
}

func ratioOf(units []unit) *float64 {
	n, d := total(units)
	if d == 0 {
		return nil
	}
	v := float64(n) / float64(d)
	return &v
}

// rows are the answer: level, period and cut, each value by itself.
func (w naive) rows(id, level, kind, by string) []performance.Row {
	rows := []performance.Row{}
	codes, values := map[string]bool{}, map[string]bool{"": by == ""}
	for _, places := range agencyOf {
		codes[places[level]] = true
	}
	for _, u := range w.own[id] {
		for _, v := range u.valuesOf(by) {
			values[v] = true
		}
	}
	seen := map[string]bool{}
	for n := 35; n >= 12; n-- {
		label, months := periodAt(kind, n)
		if seen[label] {
			continue
		}
		seen[label] = true
		for _, code := range sorted(codes) {
			for _, value := range sorted(values) {
				units := pick(w.own[id], level, code, months, by, value)
				if (value == "") != (by == "") || (by != "" && len(units) == 0) {
					continue
				}
				rows = append(rows, w.row(id, level, code, kind, n, by, value, codes))
				rows[len(rows)-1].Period = label
			}
		}
	}
	return rows
}

func sorted(set map[string]bool) []string {
	var all []string
	for k, in := range set {
		if in {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return all
}

// row is what can be told without statistics.
func (w naive) row(id, level, code, kind string, n int, by, value string, codes map[string]bool) performance.Row {
	_, months := periodAt(kind, n)
	at := func(code string, n int) *float64 {
		if n < 0 {
			return nil
		}
		_, months := periodAt(kind, n)
		return ratioOf(pick(w.own[id], level, code, months, by, value))
	}
	units := pick(w.own[id], level, code, months, by, value)
	a, b := total(units)
	x, y := float64(a), float64(b)
	count := int64(len(units))
	r := performance.Row{Level: level, Code: code, Label: "L" + code, Count: &count, Numerator: &x, Denominator: &y, Value: ratioOf(units),
		Previous: at(code, n-steps[kind]), YearBefore: at(code, n-12), LowN: len(units) < 30}
	if by != "" {
		r.Cut = &value
	}
	if r.Value == nil || code == "ZZ" || level == "country" {
		return r
	}
	rank := 1
	for peer := range codes {
		v := at(peer, n)
		same := level == "department" || level == "region" || regionOf[peer] == regionOf[code]
		if v != nil && peer != "ZZ" && same && ((id == "ent3" && *v < *r.Value) || (id != "ent3" && *v > *r.Value)) {
			rank++
		}
	}
	r.Rank = &rank
	return r
}

// drawNaive draws units, of which agencies, months and values meet.
func drawNaive(t *rapid.T) naive {
	draw := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	units := func(label string, days bool) []unit {
		var all []unit
		for range rapid.IntRange(0, 60).Draw(t, label) {
			rome := draw("rome", "N4105", "N1101", "M1607", "ZZ")
			u := unit{agency: draw("agency", "A1", "A2", "A3", "B1", "C1", "ZZ"), month: monthAt(rapid.IntRange(0, 35).Draw(t, "month")), denominator: 1,
				values: map[string]string{"rome": rome, "domain": strings.TrimRight(rome, "0123456789"), "naf_section": "H", "contract": draw("contract", "CDI", "CDD"), "channel": "JTMO",
					"size_class": draw("size", "0", "250+", "ZZ"), "service": draw("service", "MRS", "AFPR MRS", "POEI"), "context": "RENCONTRE"}}
			if u.numerator = rapid.Int64Range(0, 1).Draw(t, "yes"); days {
				u.numerator = rapid.Int64Range(0, 90).Draw(t, "days")
			}
			all = append(all, u)
		}
		return all
	}
	return naive{
		own:    map[string][]unit{"ent1": units("served", false), "ent3": units("filled", true)},
		beside: map[string][]unit{"ent1": units("unserved", false)},
		files:  rapid.IntRange(0, 3).Draw(t, "files"),
	}
}

// TestAnswersAgreeWithEveryUnit compares any level, kind of period and cut with a count
// of the units one by one, page by page.
func TestAnswersAgreeWithEveryUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawNaive(t)
		ix := w.index(t)
		for _, level := range []string{"agency", "directorate", "department", "region", "country"} {
			for kind := range steps {
				id := rapid.SampledFrom([]string{"ent1", "ent3"}).Draw(t, "indicator")
				by := rapid.SampledFrom([]string{"", "rome", "domain", "contract", "size_class", "service", "domain,contract", "service,rome", "size_class,service", "rome,domain"}).Draw(t, "by")
				got := pages(t, ix, id, performance.Query{Level: level, Period: kind, By: by, Limit: rapid.IntRange(1, 40).Draw(t, "limit")})
				ignored := cmpopts.IgnoreFields(performance.Row{}, "Low", "High", "Median", "MedianLow", "MedianHigh", "NinthDecile", "SurvivalMedian", "Without", "Target", "Gap", "CutLabel")
				if diff := gocmp.Diff(w.rows(id, level, kind, by), got, ignored); diff != "" {
					t.Fatalf("%s by %q, %s, %s (-units +answer):\n%s", id, by, level, kind, diff)
				}
				for _, r := range got {
					checkBounds(t, id, r)
					checkBeside(t, w, id, by, kind, r)
				}
			}
		}
	})
}

func pages(t *rapid.T, ix *performance.Index, id string, q performance.Query) []performance.Row {
	rows := []performance.Row{}
	for {
		a, _, err := ix.Answer(id, q)
		if err != nil {
			t.Fatal(err)
		}
		if rows = append(rows, a.Rows...); a.Next == nil {
			return rows
		}
		q.After = *a.Next
	}
}

func checkBounds(t *rapid.T, id string, r performance.Row) {
	if r.Low != nil && (*r.Low > *r.Value || *r.High < *r.Value) {
		t.Fatalf("%v outside of %v to %v", *r.Value, *r.Low, *r.High)
	}
	if id == "ent3" && (r.Median == nil) != (*r.Count == 0) {
		t.Fatalf("%d offers, median %v", *r.Count, r.Median)
	}
}

// checkBeside counts the offers without services of the same place, period and cut.
func checkBeside(t *rapid.T, w naive, id, by, kind string, r performance.Row) {
	if id != "ent1" || strings.Contains(by, "service") {
		if r.Without != nil {
			t.Fatalf("%s by %q stands beside something", id, by)
		}
		return
	}
	months, value := []string(nil), ""
	for n := range 36 {
		if label, of := periodAt(kind, n); label == r.Period {
			months = of
		}
	}
	if r.Cut != nil {
		value = *r.Cut
	}
	others := pick(w.beside[id], r.Level, r.Code, months, by, value)
	if want := ratioOf(others); int(r.Without.Count) != len(others) || !gocmp.Equal(want, r.Without.Value) {
		t.Fatalf("%+v, want %d and %v", r.Without, len(others), want)
	}
	weights, rate := 0.0, 0.0
	strata := map[string]float64{}
	stratum := func(u unit) string { return u.values["domain"] + u.values["contract"] }
	for _, u := range pick(w.own[id], r.Level, r.Code, months, by, value) {
		strata[stratum(u)]++
	}
	for s, weight := range strata {
		if v := ratioOf(slices.DeleteFunc(slices.Clone(others), func(u unit) bool { return stratum(u) != s })); v != nil {
			weights, rate = weights+weight, rate+weight**v
		}
	}
	if (weights > 0) != (r.Without.SameMix != nil) || (weights > 0 && math.Abs(rate/weights-*r.Without.SameMix) > 1e-9) {
		t.Fatalf("same mix %v, want %v of %v", r.Without.SameMix, rate, weights)
	}
}
