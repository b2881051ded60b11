package disclosure

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// france is a country of 900 agencies, with a quarter of units for each of them.
func france(units int) (*Country, []*Facts) {
	var rows []Membership
	for a := range 900 {
		code := fmt.Sprintf("A%03d", a)
		for level, of := range map[string]string{"agency": code, "directorate": fmt.Sprintf("T%02d", a/9), "department": fmt.Sprintf("D%02d", a/9), "region": fmt.Sprintf("R%02d", a/70), "country": "FR"} {
			rows = append(rows, Membership{Agency: code, Level: level, Code: of})
		}
	}
	c := NewCountry(rows)
	r := rand.New(rand.NewPCG(1, 1))
	cuts := []string{"domain", "naf_section", "contract", "channel", "size_class"}
	values := []float64{14, 21, 9, 4, 6}
	f := NewFacts(Facet{Name: "fill", Kind: Rate})
	var columns []*Column
	for _, cut := range cuts {
		columns = append(columns, f.By(cut))
	}
	for range units {
		agency := r.IntN(900)
		f.Add(Unit{Agency: int32(agency), Establishment: 1 + uint32(agency*300+r.IntN(400)), Count: 1, Numerator: int64(r.IntN(2)), Denominator: 1}, r.IntN(3))
		for i, column := range columns {
			column.Add([]byte{'A' + byte(values[i]*r.Float64()*r.Float64())})
		}
	}
	return c, []*Facts{f}
}

// BenchmarkDecide decides a quarter of one facet for both kinds of audience, beside
// sorting its units once.
func BenchmarkDecide(b *testing.B) {
	audiences, err := Audiences()
	if err != nil {
		b.Fatal(err)
	}
	c, facts := france(200_000)
	var sorting, deciding time.Duration
	for b.Loop() {
		start := time.Now()
		slices.SortFunc(slices.Clone(facts[0].units), func(a, b Unit) int {
			return cmp.Or(cmp.Compare(a.Agency, b.Agency), cmp.Compare(a.Establishment, b.Establishment))
		})
		sorting += time.Since(start)
		start = time.Now()
		for _, a := range audiences {
			Decide(c, a.Plan, a.Rule, BlockOf("2026-09"), nil, facts)
		}
		deciding += time.Since(start)
	}
	b.ReportMetric(deciding.Seconds()/sorting.Seconds(), "sorts")
}
