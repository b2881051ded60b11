package pools

import (
	"crypto/sha256"
	"encoding/base32"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"
)

var benchSeekers = flag.Int("seekers", 600_000, "job seekers of the benchmarks; 6000000 is the country")

// BenchmarkPool asks for pools over a mix weighted like reality: trades and
// places are unequal, and offers are drawn where the job seekers are. It reports
// the median and the 99th percentile of a call, the densest cell's time, and
// the memory of a job seeker.
func BenchmarkPool(b *testing.B) {
	ix, perSeeker := benchIndex(b, *benchSeekers)
	ask := func(b *testing.B, offer string) int {
		p, ok, err := ix.Pool(offer, Query{NearTrades: true})
		if !ok || err != nil {
			b.Fatalf("pool of %s: ok %v, err %v", offer, ok, err)
		}
		return p.Size
	}
	measure := func(b *testing.B, offer func(i int) string) {
		people := timed(b, func(i int) int { return ask(b, offer(i)) })
		b.ReportMetric(people, "people/pool")
		b.ReportMetric(perSeeker, "B/seeker")
	}
	b.Run("mix", func(b *testing.B) {
		measure(b, func(i int) string { return fmt.Sprint("O", i%benchOffers) })
	})
	b.Run("densest", func(b *testing.B) {
		measure(b, func(int) string { return "densest" })
	})
	b.Run("parallel", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				ask(b, fmt.Sprint("O", i%benchOffers))
			}
		})
	})
}

// BenchmarkLevers asks for levers over the same mix, and in the densest cell.
func BenchmarkLevers(b *testing.B) {
	ix, _ := benchIndex(b, *benchSeekers)
	ask := func(b *testing.B, offer string) int {
		l, ok := ix.Levers(offer)
		if !ok {
			b.Fatalf("levers of %s: unknown offer", offer)
		}
		return len(l.Levers)
	}
	b.Run("mix", func(b *testing.B) {
		timed(b, func(i int) int { return ask(b, fmt.Sprint("O", i%benchOffers)) })
	})
	b.Run("densest", func(b *testing.B) {
		timed(b, func(int) int { return ask(b, "densest") })
	})
}

// BenchmarkMatches reads pools the other way, for job seekers drawn evenly.
func BenchmarkMatches(b *testing.B) {
	ix, _ := benchIndex(b, *benchSeekers)
	timed(b, func(i int) int {
		m, ok, err := ix.Matches(pseudonym(i*7919%*benchSeekers), MatchQuery{NearTrades: true})
		if !ok || err != nil {
			b.Fatalf("offers for job seeker %d: ok %v, err %v", i, ok, err)
		}
		return m.Size
	})
}

// timed runs call until the benchmark has enough, reports the median and the 99th
// percentile of its time, and gives the mean of what it returns.
func timed(b *testing.B, call func(i int) int) float64 {
	times := make([]time.Duration, 0, b.N)
	sum := 0
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		sum += call(i)
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	ms := func(q float64) float64 { return times[int(math.Ceil(q*float64(len(times))))-1].Seconds() * 1000 }
	b.ReportMetric(ms(0.50), "p50-ms")
	b.ReportMetric(ms(0.99), "p99-ms")
	return float64(sum) / float64(len(times))
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		benchIndex(b, 60_000)
	}
}

const (
	benchOffers = 2000
	benchTrades = 532
	benchPlaces = 10_000
	benchSkills = 30_000
)

// benchIndex makes a country: trades by a power law, places clustered around
// cities of unequal size, eight skills a person out of those of the trade.
func benchIndex(b *testing.B, seekers int) (*Index, float64) {
	b.Helper()
	before := heap()
	bd := NewBuilder("bench", today)
	country(seekers, bd.AddJobSeeker, bd.AddOffer)
	start := time.Now()
	ix, err := bd.Build()
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d job seekers sorted in %v", seekers, time.Since(start).Round(time.Millisecond))
	bd = nil
	after := heap()
	runtime.KeepAlive(ix)
	return ix, float64(after-before) / float64(seekers)
}

func country(seekers int, seeker func(JobSeeker), offers func(OpenOffer)) {
	r := rand.New(rand.NewPCG(1, 2))
	trade := skewed(benchTrades, 0.8)
	type home struct {
		commune, department, region string
		at                          Point
	}
	area := func(city int) (department, region string) { return fmt.Sprint(city / 3), fmt.Sprint(city / 24) }
	var homes []home
	for i := range benchPlaces {
		if i < 300 { // cities, the first of them the largest
			department, region := area(i)
			homes = append(homes, home{fmt.Sprintf("%05d", i), department, region, Point{43 + 8*r.Float64(), -2 + 9*r.Float64()}})
			continue
		}
		city := homes[min(int(r.ExpFloat64()*60), 299)]
		homes = append(homes, home{fmt.Sprintf("%05d", i), city.department, city.region, Point{city.at.Latitude + 0.3*r.NormFloat64(), city.at.Longitude + 0.4*r.NormFloat64()}})
	}
	place := skewed(benchPlaces, 0.9)
	rome := func(i int) string { return fmt.Sprintf("R%04d", i) }
	skill := func(trade int) string { return fmt.Sprint((trade*56 + int(r.ExpFloat64()*15)) % benchSkills) }
	list := func(n int, word func() string) (out []string) {
		for range n {
			out = append(out, word())
		}
		return out
	}
	contracts := [][]string{nil, nil, {"CDI"}, {"CDI", "CDD"}, {"CDD", "MIS"}, {"CDI", "CDD", "MIS", "SAI"}}
	licences := [][]string{nil, {"B"}, {"B"}, {"B"}, {"A", "B"}, {"B", "C", "CE"}}

	studies := [][]string{nil, {"CAP, BEP et équivalents"}, {"Bac ou équivalent"}, {"Bac+2 ou équivalents"}}
	for i := range seekers {
		h, t := homes[place(r)], trade(r)
		j := JobSeeker{
			ID: pseudonym(i), Commune: h.commune, Department: h.department, Region: h.region, Point: &h.at, RadiusKm: 5 * (1 + int(r.ExpFloat64()*6)),
			Contracts: contracts[r.IntN(len(contracts))], Licences: licences[r.IntN(len(licences))],
			Languages: [][]string{nil, {"anglais"}}[r.IntN(2)], WishedSalary: float64(20000 + r.IntN(15000)),
			Diplomas: studies[r.IntN(4)], WorkingTime: []string{WorkFull, WorkPart, ""}[r.IntN(3)],
			Skills: list(8, func() string { return skill(t) }),
		}
		for range 1 + r.IntN(2) {
			j.Trades = append(j.Trades, Trade{Rome: rome(t), Appellation: fmt.Sprint(t*25 + r.IntN(25)), Months: r.IntN(240)})
			t = trade(r)
		}
		if r.IntN(50) == 0 {
			j.MRS = []string{rome(t)}
		}
		if r.IntN(4) == 0 {
			j.AvailableOn = today.AddDate(0, 0, r.IntN(90))
		}
		seeker(j)
	}
	offer := func(id string, h home, t int) OpenOffer {
		return OpenOffer{
			Offer: Offer{ID: id, Title: "Offre", Rome: rome(t), Department: h.department}, Commune: h.commune, Region: h.region, Point: &h.at,
			Appellation: fmt.Sprint(t*25 + r.IntN(25)), Contract: "CDI", Salary: float64(21000 + r.IntN(9000)), ExperienceMonths: 12 * r.IntN(4),
			RequiredSkills: list(4, func() string { return skill(t) }), WishedSkills: list(4, func() string { return skill(t) }),
			RequiredLicences: [][]string{nil, {"B"}}[r.IntN(2)], RequiredDiplomas: studies[r.IntN(4)],
			RequiredMonths: 12 * r.IntN(3), WorkingTime: []string{WorkFull, WorkPart}[r.IntN(2)],
			NearRomes: list(5, func() string { return rome((t + 1 + r.IntN(30)) % benchTrades) }),
		}
	}
	for i := range benchOffers {
		offers(offer(fmt.Sprint("O", i), homes[place(r)], trade(r)))
	}
	densest := offer("densest", homes[0], 0)
	densest.RequiredLicences = nil
	densest.NearRomes = []string{rome(1), rome(2), rome(3), rome(4), rome(5)}
	offers(densest)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func pseudonym(i int) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(i)))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
}

// skewed draws 0 to n-1, i with a weight of (i+1)^-power.
func skewed(n int, power float64) func(*rand.Rand) int {
	sums := make([]float64, n)
	total := 0.0
	for i := range sums {
		total += math.Pow(float64(i+1), -power)
		sums[i] = total
	}
	return func(r *rand.Rand) int {
		i, _ := slices.BinarySearch(sums, r.Float64()*total)
		return i
	}
}
