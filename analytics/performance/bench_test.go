package performance_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"vigie/analytics/performance"
)

// France in round figures; VIGIE_BENCH_OFFERS makes it smaller.
const (
	nationalOffers   = 6_000_000
	nationalAgencies = 900
	nationalTrades   = 532
)

// country makes up an index of the size of France, of delays: they have a distribution,
// which costs more than a rate, and cuts of few and of many values.
func country(b *testing.B) *performance.Index {
	offers := nationalOffers
	if n, err := strconv.Atoi(os.Getenv("VIGIE_BENCH_OFFERS")); err == nil {
		offers = n
	}
	definitions, err := performance.Definitions()
	if err != nil {
		b.Fatal(err)
	}
	definitions = slices.DeleteFunc(definitions, func(d performance.Definition) bool { return d.ID != "ent3" })
	f := naive{}.frame()
	f.Places = nil
	for i := range nationalAgencies {
		agency, region := fmt.Sprintf("A%03d", i), fmt.Sprint(10+i%18)
		for level, code := range map[string]string{"agency": agency, "directorate": fmt.Sprintf("D%03d", i%108), "department": fmt.Sprintf("%02d", i%101), "region": region, "country": "FR"} {
			f.Places = append(f.Places, performance.Place{Agency: agency, Level: level, Code: code, Label: code, Region: region})
		}
	}
	before := heap()
	ix := performance.NewBuilder("", "", definitions, f).Build()
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(of ...string) []byte { return []byte(of[rng.IntN(len(of))]) }
	var tables []*performance.Units // the filled offers, and all of them for Kaplan-Meier
	for _, table := range definitions[0].Tables() {
		tables = append(tables, ix.Units(table))
	}
	each := offers / nationalAgencies / 36
	for agency := range nationalAgencies {
		for month := range 36 {
			for range each {
				trade := int(rng.ExpFloat64()*80) % nationalTrades
				values := [][]byte{fmt.Appendf(nil, "%c%04d", 'A'+trade%14, trade), pick("A", "C", "F", "G", "H", "I", "N", "Q"), pick("CDI", "CDD", "MIS"), pick("JTMO", "DEPOT_EN_LIGNE"), pick("0", "1-9", "10-49"), pick("SANS", "MRS", "AFPR MRS")}
				days, known, event := int64(rng.ExpFloat64()*40), tables, int64(1)
				if rng.IntN(10) == 0 { // still open
					known, event = tables[1:], 0
				}
				for _, u := range known {
					if err := u.Add(fmt.Appendf(nil, "A%03d", agency), []byte(monthAt(month)), 1, days, event, values); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	}
	ix.SetCuts(definitions[0].ID, tables)
	b.Logf("%d offers, %d MB", each*36*nationalAgencies, (heap()-before)>>20)
	return ix
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkAnswer asks a page of a hundred rows of every level, kind of period and cut of
// a country, and tells the slowest of a hundred.
func BenchmarkAnswer(b *testing.B) {
	ix := country(b)
	var queries []performance.Query
	for _, level := range []string{"agency", "directorate", "department", "region", "country"} {
		for kind := range steps {
			for _, by := range []string{"rome", "domain", "naf_section", "contract", "channel", "size_class", "service"} {
				queries = append(queries, performance.Query{Level: level, Period: kind, By: by, Limit: 100})
			}
		}
	}
	var took []time.Duration
	worst := map[time.Duration]performance.Query{}
	b.ResetTimer()
	for b.Loop() {
		for _, q := range queries {
			start := time.Now()
			if _, _, err := ix.Answer("ent3", q); err != nil {
				b.Fatal(err)
			}
			d := time.Since(start)
			took, worst[d] = append(took, d), q
		}
	}
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(p99.Microseconds())/1000, "p99-ms")
	b.Logf("slowest: %v of %+v", took[len(took)-1], worst[took[len(took)-1]])
}

// BenchmarkWholeListing gives every row of the trades of every agency, in twelve months.
func BenchmarkWholeListing(b *testing.B) {
	ix := country(b)
	rows := 0
	for b.Loop() {
		a, _, err := ix.Answer("ent3", performance.Query{Level: "agency", Period: "year", By: "rome", From: "2026", To: "2026"})
		if err != nil {
			b.Fatal(err)
		}
		rows = len(a.Rows)
	}
	b.ReportMetric(float64(rows), "rows")
}
