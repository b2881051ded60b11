package duplicate_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"vigie/transform/duplicate"
)

func sorted(offers []duplicate.Offer) []duplicate.Offer {
	slices.SortFunc(offers, func(a, b duplicate.Offer) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Created, b.Created))
	})
	return offers
}

func run(b *testing.B, offers []duplicate.Offer) {
	b.Helper()
	bytes := 0
	for _, o := range offers {
		bytes += len(o.Title) + len(o.Description)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		rows := 0
		err := duplicate.Rows(context.Background(), rule, stream(offers), func(duplicate.Row) error { rows++; return nil })
		if err != nil || rows == 0 {
			b.Fatalf("%d rows, error %v", rows, err)
		}
	}
	b.ReportMetric(float64(len(offers))*float64(b.N)/b.Elapsed().Seconds(), "offers/s")
}

// BenchmarkSmallBlocks is the country: nearly all blocks hold a few offers.
func BenchmarkSmallBlocks(b *testing.B) {
	run(b, sorted(madeUp(rand.New(rand.NewPCG(1, 1)), 50_000, 10_000, 730)))
}

// BenchmarkOneBlock is the worst one: a trade of a large commune, employers
// unknown, over two years, then all within a window.
func BenchmarkOneBlock(b *testing.B) {
	for name, days := range map[string]int{"TwoYears": 730, "OneWindow": 60} {
		b.Run(name, func(b *testing.B) { run(b, sorted(madeUp(rand.New(rand.NewPCG(1, 1)), 20_000, 1, days))) })
	}
}

// BenchmarkAllPairs is the baseline: the definition word for word, on a tenth of
// one block within a window; its cost grows with the square.
func BenchmarkAllPairs(b *testing.B) {
	offers := sorted(madeUp(rand.New(rand.NewPCG(1, 1)), 2_000, 1, 60))
	b.Run("Naive", func(b *testing.B) {
		for b.Loop() {
			naive(rule, offers)
		}
		b.ReportMetric(float64(len(offers))*float64(b.N)/b.Elapsed().Seconds(), "offers/s")
	})
	b.Run("Rows", func(b *testing.B) { run(b, offers) })
}
