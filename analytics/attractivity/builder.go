package attractivity

import (
	"fmt"
	"math"
	"runtime"
	"sync"
	"time"
)

// Builder makes an Index. Add the comparables market by market (AddCell, then
// its comparables by their market place), then the open offers, then Build.
type Builder struct {
	ix        *Index
	employers map[string]uint32
}

// NewBuilder starts an index of a snapshot as of a day (ISO date).
func NewBuilder(snapshotID, asOf string, lookup Lookup) (*Builder, error) {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil, fmt.Errorf("read as-of date: %w", err)
	}
	return &Builder{
		ix: &Index{
			snapshot: snapshotID, asOf: asOf, today: int32(day.Unix() / 86400), threshold: threshold(), lookup: lookup,
			byKey: map[cellKey]int32{}, byRome: map[string][]int32{}, open: map[string]held{},
			facts: facts{agesAt: []uint32{0}},
		},
		employers: map[string]uint32{},
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
	f := &b.ix.facts
	f.created = append(f.created, r.Created)
	f.closeAge = append(f.closeAge, closeAge(r))
	f.isMature = append(f.isMature, r.IsMature)
	f.isFilled = append(f.isFilled, r.IsFilled)
	f.apprentice = append(f.apprentice, r.Apprenticeship)
	f.positions = append(f.positions, r.Positions)
	f.daysToFill = append(f.daysToFill, float32(orNaN(r.DaysToFill)))
	f.salary = append(f.salary, orNaN(r.Salary))
	f.experience = append(f.experience, orNaN(r.Experience))
	f.apps30 = append(f.apps30, int32(r.Applications30))
	f.employer = append(f.employer, b.employer(r.Employer))
	f.ages = append(f.ages, r.Ages...)
	f.agesAt = append(f.agesAt, uint32(len(f.ages)))
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

// AddOpen adds an offer that is open on the as-of date.
func (b *Builder) AddOpen(r Row) {
	b.ix.open[r.ID] = held{row: r, at: b.ix.place(r)}
}

// Build computes the figures of every active market and returns the index.
func (b *Builder) Build() *Index {
	ix := b.ix
	b.employers = nil
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

func closeAge(r Row) int16 {
	if r.Closed == 0 {
		return -1
	}
	return int16(min(r.Closed-r.Created, math.MaxInt16))
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
