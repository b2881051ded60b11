package market

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"vigie/analytics/disclosure"
)

const threshold = 5

// world is a country of a few departments and regions.
func world(regions ...int) *disclosure.Country {
	var rows []disclosure.Membership
	department := 0
	for r, n := range regions {
		for range n {
			code := fmt.Sprintf("%02d", department)
			for _, p := range []disclosure.Place{PlaceOf("department", code), PlaceOf("region", fmt.Sprint("R", r)), PlaceOf("country", "FR")} {
				rows = append(rows, disclosure.Membership{Agency: code, Level: p.Level, Code: p.Code})
			}
			department++
		}
	}
	return disclosure.NewCountry(rows)
}

func countsOf(of ...int64) []Counts {
	var all []Counts
	for i, n := range of {
		all = append(all, Counts{Rome: "A", Department: fmt.Sprintf("%02d", i), Portfolio: n})
	}
	return all
}

// A small count is hidden, and another with it; nothing else, and nobody is nobody.
func TestHide(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []int64 // departments 0 to 2 of region 0, 3 and 4 of region 1
		hidden string
	}{
		{"none is small", []int64{5, 40, 0, 9, 9}, ""},
		{"one, and the smallest beside it", []int64{4, 40, 9, 9, 9}, "00 02 "},
		{"two that are enough together", []int64{4, 3, 9, 9, 9}, "00 01 "},
		{"two that are not", []int64{1, 3, 9, 9, 9}, "00 01 02 "},
		{"a region", []int64{1, 0, 0, 9, 30}, "00 03 R0 R1 "},
		{"a whole country", []int64{1, 1, 0, 1, 1}, "00 01 03 04 FR R0 R1 "},
	} {
		country := world(3, 2)
		p := Hide(country, countsOf(c.counts...), threshold)
		got := ""
		for _, place := range country.Places {
			level := place.Level
			if level == disclosure.AgencyLevel {
				level = "department"
			}
			if p.Portfolio("A", level, place.Code) {
				got += place.Code + " "
			}
		}
		if got != c.hidden {
			t.Errorf("%s: hidden %q, want %q", c.name, got, c.hidden)
		}
	}
}

// No sum of territories that counts few persons is a sum or difference of those shown.
func TestHiddenIsNotRecovered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		country := world(rapid.SliceOfN(rapid.IntRange(1, 3), 1, 3).Draw(t, "regions")...)
		counts := rapid.SliceOfN(rapid.Int64Range(0, 12), country.Agencies, country.Agencies).Draw(t, "counts")
		p := Hide(country, countsOf(counts...), threshold)
		var shown [][]float64
		for i := range country.Places {
			if !p.hidden["A"][portfolio][i] {
				shown = append(shown, holds(country, int32(i)))
			}
		}
		base := rank(shown)
		for set := 1; set < 1<<country.Agencies; set++ {
			var persons int64
			of := make([]float64, country.Agencies)
			for d := range of {
				if set>>d&1 == 1 {
					of[d] = 1
					persons += counts[d]
				}
			}
			if persons > 0 && persons < threshold && rank(append(shown[:len(shown):len(shown)], of)) == base {
				t.Fatalf("departments %b count %d persons: told by those shown", set, persons)
			}
		}
	})
}

// holds are the departments of a place.
func holds(c *disclosure.Country, place int32) []float64 {
	v := make([]float64, c.Agencies)
	for d, places := range c.Of {
		for _, p := range places {
			if p == place {
				v[d] = 1
			}
		}
	}
	return v
}

// rank is that of a matrix, by elimination.
func rank(rows [][]float64) (n int) {
	m := make([][]float64, len(rows))
	for i, r := range rows {
		m[i] = append([]float64{}, r...)
	}
	if len(m) == 0 {
		return 0
	}
	for column := range m[0] {
		pivot := n
		for i := n; i < len(m); i++ {
			if math.Abs(m[i][column]) > math.Abs(m[pivot][column]) {
				pivot = i
			}
		}
		if n == len(m) || math.Abs(m[pivot][column]) < 1e-9 {
			continue
		}
		m[n], m[pivot] = m[pivot], m[n]
		for i := n + 1; i < len(m); i++ {
			f := m[i][column] / m[n][column]
			for j := range m[i] {
				m[i][j] -= f * m[n][j]
			}
		}
		n++
	}
	return n
}

// What is hidden takes the figures that would give it back with it.
func TestSuppress(t *testing.T) {
	country := world(3, 2)
	counts := countsOf(4, 40, 9, 9, 9)
	counts[3].Hires, counts[3].Positions = 2, 2
	counts[4].Hires, counts[4].Positions = 3, 7
	p := Hide(country, counts, threshold)
	n, f := int64(7), 0.5
	full := func() Answer {
		return Answer{Rome: "A", Level: "department", Code: "00", Hires: Hires{Offers: &n, Positions: &n}, JobSeekers: JobSeekers{Portfolio: &n}, Ratio: Ratio{Value: &f}, Mismatch: &f,
			Neighbours: []Territory{{Code: "03", Figures: Figures{Hires: &n, Portfolio: &n, Ratio: &f}}, {Code: "02", Figures: Figures{Hires: &n, Portfolio: &n, Ratio: &f, Published: true}}, {Code: "01", Figures: Figures{Hires: &n, Portfolio: &n, Ratio: &f}}}}
	}
	a := full()
	a.Suppress(p)
	if a.JobSeekers.Portfolio != nil || a.Ratio.Value != nil || *a.Ratio.Reason != Suppressed || a.Mismatch != nil || a.Hires.Offers == nil {
		t.Errorf("%+v", a)
	}
	if first, second, third := a.Neighbours[0], a.Neighbours[1], a.Neighbours[2]; first.Hires != nil || first.Portfolio == nil || second.Portfolio != nil || second.Ratio == nil || third.Suppressed || third.Portfolio == nil {
		t.Errorf("%+v", a.Neighbours)
	}
	stocked := full()
	stocked.JobSeekers.StockA = &n
	stocked.Suppress(p)
	if stocked.Ratio.Value == nil || stocked.JobSeekers.StockA == nil {
		t.Errorf("what is published is hidden: %+v", stocked)
	}
	open := full()
	open.Suppress(nil)
	if open.JobSeekers.Suppressed || open.Hires.Suppressed || open.Mismatch == nil {
		t.Errorf("hidden from who may see all: %+v", open)
	}
}
