package prospects

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"vigie/analytics/pools"
)

var benchEstablishments = flag.Int("establishments", 200_000, "establishments of the benchmarks; 2200000 is the country")

const (
	benchTrades  = 500
	benchSectors = 700
	benchCities  = 300
)

// BenchmarkWhomToCall asks an agency of seven thousand job seekers for its prospects, for its
// best persons to promote and for one of them, in a country of so many establishments.
func BenchmarkWhomToCall(b *testing.B) {
	ix, people, perEstablishment := benchIndex(b)
	portfolio := func(yield func(pools.Person) bool) {
		for _, p := range people {
			if !yield(p) {
				return
			}
		}
	}
	for name, call := range map[string]func() (int, error){
		"prospects":  func() (int, error) { p, _, err := ix.Prospects("A0", Query{}); return p.Size, err },
		"promotions": func() (int, error) { p, _, err := ix.Promotions("A0", portfolio, 0, Query{}); return p.Size, err },
		"promotion":  func() (int, error) { p, _ := ix.Promotion("A0", people[len(people)/2], 0); return p.Size, nil },
	} {
		b.Run(name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				var err error
				if size, err = call(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size), "rows")
			b.ReportMetric(perEstablishment, "B/establishment")
		})
	}
}

// benchIndex makes a country: communes around cities, twenty trades a sector, a few offers
// an establishment, and the job seekers of an agency around one city.
func benchIndex(b *testing.B) (*Index, []pools.Person, float64) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	before := heap()
	bd := NewBuilder("bench", today)
	trade := func(n int) string { return fmt.Sprintf("T%04d", n%benchTrades) }
	for i := range benchSectors {
		for k := range 20 {
			bd.AddAffinity(Affinity{Naf: fmt.Sprint("N", i), Rome: trade(i + k*7), Share: 0.05, Lift: 2 + r.Float64()*10})
		}
	}
	var homes []commune
	for i := range 10_000 {
		city := i % benchCities
		homes = append(homes, commune{fmt.Sprintf("%05d", i), &pools.Point{Latitude: 43 + float64(city%20)*0.4 + 0.2*r.NormFloat64(), Longitude: -2 + float64(city/20)*0.6 + 0.2*r.NormFloat64()}})
	}
	for i := range *benchEstablishments {
		home, sector := int(r.ExpFloat64()*1500)%len(homes), r.IntN(benchSectors)
		s := Source{Siret: siretOf(i), Company: fmt.Sprint("Établissement ", i), Naf: fmt.Sprint("N", sector), Commune: homes[home].code, Point: homes[home].at,
			Agency: fmt.Sprint("A", home%900), SectorHires: r.ExpFloat64()}
		for range r.IntN(4) {
			bd.AddHiring(Hiring{Siret: s.Siret, Rome: trade(sector + 7*r.IntN(25)), Offers: 1, Hires: r.IntN(2)})
		}
		bd.AddEstablishment(s)
	}
	for i := range benchTrades {
		bd.AddDepth("A0", trade(i), 5*(1+r.IntN(10)))
	}
	ix, err := bd.Build()
	if err != nil {
		b.Fatal(err)
	}
	bd = nil
	perEstablishment := float64(heap()-before) / float64(*benchEstablishments)
	var people []pools.Person
	for home := range 30 {
		place := pools.NewPlace(homes[home*benchCities].code, "", "", homes[home*benchCities].at)
		for i := range 230 {
			people = append(people, pools.Person{ID: fmt.Sprint("P", home, "-", i), Place: &place, RadiusKm: 5 * (1 + r.IntN(10)), InTime: true,
				Trades: []pools.Trade{{Rome: trade(r.IntN(benchTrades)), Months: r.IntN(120)}, {Rome: trade(r.IntN(benchTrades))}}})
		}
	}
	return ix, people, perEstablishment
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
