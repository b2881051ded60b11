package attractivity

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Builder makes an Index. Add the comparables market by market (AddCell, then
// its comparables by their market place), then the open offers, then Build.
type Builder struct {
	ix        *Index
	employers map[string]uint32
	keys      map[string]string // of published statistics, each held once
}

// NewBuilder starts an index of a snapshot as of a day (ISO date).
func NewBuilder(snapshotID, asOf string, lookup Lookup) (*Builder, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	return &Builder{
		ix: &Index{
			snapshot: snapshotID, asOf: asOf, today: int32(day.Unix() / 86400), threshold: threshold(), lookup: lookup, tongue: french,
			byKey: map[cellKey]int32{}, byRome: map[string][]int32{}, open: map[string]held{},
			needs: map[string]BMO{}, tension: map[string]TensionRow{},
			facts: facts{agesAt: []uint32{0}},
		},
		employers: map[string]uint32{},
		keys:      map[string]string{},
	}, nil
}

// AddCell opens a market; the comparables added next belong to it.
func (b *Builder) AddCell(c CellRow) {
	ix := b.ix
	i := int32(len(ix.cells))
	n := int32(len(ix.facts.created))
	key := cellKey{c.Rome, c.Appellation, c.Department}
	ix.cells = append(ix.cells, cell{key: key, region: c.Region, from: n, to: n, jobSeekers: c.JobSeekers, verdict: c.Verdict})
	ix.byKey[key] = i
	ix.byRome[c.Rome] = append(ix.byRome[c.Rome], i)
}

// AddComparable adds an offer to the market opened last.
func (b *Builder) AddComparable(r Row) {
	b.ix.facts.add(&r, b.employer(r.Employer))
	b.ix.cells[len(b.ix.cells)-1].to++
}

func (b *Builder) employer(name string) uint32 {
	if name == "" {
		return 0
	}
	code, ok := b.employers[name]
	if !ok {
		code = uint32(len(b.employers) + 1)
		b.employers[name] = code
	}
	return code
}

// AddHiringNeed adds what the survey of hiring needs says of a family in a basin,
// under the key by which offers name it.
func (b *Builder) AddHiringNeed(key string, n BMO) { b.ix.needs[key] = n }

// AddTension adds the class of a family in a department, under its key.
func (b *Builder) AddTension(key string, t TensionRow) { b.ix.tension[key] = t }

// AddOpen adds an offer that is open on the as-of date.
func (b *Builder) AddOpen(r Row) {
	r.HiringNeed, r.Tension = b.key(r.HiringNeed), b.key(r.Tension)
	b.ix.open[r.ID] = held{row: r, at: b.ix.place(r)}
}

func (b *Builder) key(text string) string {
	key, held := b.keys[text]
	if !held {
		key = text
		b.keys[text] = key
	}
	return key
}

// Build computes the figures of every active market and returns the index.
func (b *Builder) Build() *Index {
	ix := b.ix
	b.employers, b.keys = nil, nil
	work := make(chan *cell)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for c := range work {
				c.stats = newStats(&ix.facts, ix.today, [][2]int32{{c.from, c.to}})
				c.stats.jobSeekers = c.jobSeekers
			}
		})
	}
	for i := range ix.cells {
		if c := &ix.cells[i]; int(c.to-c.from) >= ix.threshold {
			work <- c
		}
	}
	close(work)
	wg.Wait()
	return ix
}
