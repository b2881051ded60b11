package attractivity

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"
)

// Builder makes an Index. Add the comparables market by market (AddCell, then
// its comparables by their market place), then the open offers, then Build.
type Builder struct {
	ix        *Index
	employers map[string]uint32
	texts     map[string]string // those that many open offers hold, each once
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
			byKey: map[cellKey]int32{}, byRome: map[string][]int32{}, byID: map[string]int32{},
			needs: map[string]BMO{}, tension: map[string]TensionRow{},
			facts: facts{agesAt: []uint32{0}},
		},
		employers: map[string]uint32{},
		texts:     map[string]string{},
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
	for _, text := range []*string{
		&r.Rome, &r.RomeLabel, &r.Appellation, &r.AppellationLabel, &r.Department, &r.Region, &r.Place, &r.Agency,
		&r.SalaryFlag, &r.Contract, &r.Written, &r.HiringNeed, &r.Tension,
	} {
		*text = b.once(*text)
	}
	b.ix.open = append(b.ix.open, r)
}

// once gives the first of equal texts.
func (b *Builder) once(text string) string {
	first, held := b.texts[text]
	if !held {
		first = text
		b.texts[text] = first
	}
	return first
}

// newestFirst is the order of the open offers: the newest, then by id.
func newestFirst(a, b Row) int {
	return cmp.Or(cmp.Compare(b.Created, a.Created), cmp.Compare(a.ID, b.ID))
}

// Build computes the figures of every active market and returns the index.
func (b *Builder) Build() *Index {
	ix := b.ix
	b.employers, b.texts = nil, nil
	if ix.open = slices.Clip(ix.open); !slices.IsSortedFunc(ix.open, newestFirst) {
		slices.SortFunc(ix.open, newestFirst)
	}
	for i := range ix.open {
		ix.byID[ix.open[i].ID] = int32(i)
	}
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
