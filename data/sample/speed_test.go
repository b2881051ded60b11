package sample

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"testing"
)

// peak notes the largest heap while a sample is made.
type peak struct {
	sync.Mutex
	heap  uint64
	calls int
}

func (*peak) Start(string, int64, string) {}
func (*peak) Done()                       {}
func (p *peak) Add(int64) {
	p.Lock()
	defer p.Unlock()
	if p.calls++; p.calls%8 == 0 {
		runtime.GC() // what is in use, without what waits to be freed
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		p.heap = max(p.heap, m.HeapAlloc)
	}
}

// TestMemoryIsFlat: at scales that fill the buffers, six times as many records take no more memory.
func TestMemoryIsFlat(t *testing.T) {
	if os.Getenv("VIGIE_FAULTS") == "" {
		t.Skip("takes minutes: VIGIE_FAULTS=bounded go test ./data/sample -run TestMemoryIsFlat, as make test does")
	}
	heap := func(scale float64) uint64 {
		p := &peak{}
		generate(t, Options{Scale: scale, Seed: 1, Progress: p})
		return p.heap
	}
	small, large := heap(0.004), heap(0.024)
	t.Logf("peak heap: %d MB, and %d MB for six times as many records", small>>20, large>>20)
	if float64(large) > 1.5*float64(small) {
		t.Errorf("memory grows with the scale: %d then %d bytes", small, large)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			var offers, records int64
			for b.Loop() {
				_, report := generate(b, Options{Scale: 0.02, Seed: 1, Workers: workers})
				offers += report.Rows["offres"]
				for _, n := range report.Rows {
					records += n
				}
			}
			b.ReportMetric(float64(offers)/b.Elapsed().Seconds(), "offers/s")
			b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
		})
	}
}
