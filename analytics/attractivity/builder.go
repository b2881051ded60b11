package attractivity

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Builder makes an Index. Add the markets (AddCell), then the comparables in any
// order and the open offers, then Build.
type Builder struct {
	ix    *Index
	mu    sync.Mutex        // of ages, texts and open offers
	texts map[string]string // those that many open offers hold, each once
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
		},
		texts: map[string]string{},
	}, nil
}

// AddCell adds a market, with room for its comparables.
func (b *Builder) AddCell(c CellRow) {
	ix := b.ix
	i, n := int32(len(ix.cells)), int32(len(ix.facts.created))
	key := cellKey{c.Rome, c.Appellation, c.Department}
	ix.cells = append(ix.cells, cell{key: key, region: c.Region, from: n, to: n + int32(c.Comparables), jobSeekers: c.JobSeekers, regionJobSeekers: c.RegionJobSeekers, verdict: c.Verdict})
	ix.facts.grow(c.Comparables)
	ix.byKey[key] = i
	ix.byRome[c.Rome] = append(ix.byRome[c.Rome], i)
}

// AddComparable adds an offer to its market. Calls may run at the same time; nothing of
// the row is kept.
func (b *Builder) AddComparable(r *Row) error {
	c := b.ix.cellOf(r)
	if c == nil {
		return fmt.Errorf("offer %s: there is no market %s, %s, %s", r.ID, r.Rome, r.Appellation, r.Department)
	}
	at := c.from + atomic.AddInt32(&c.came, 1) - 1
	if at >= c.to {
		return fmt.Errorf("offer %s: market %s, %s, %s has no room for more than %d", r.ID, r.Rome, r.Appellation, r.Department, c.size())
	}
	f := &b.ix.facts
	b.mu.Lock()
	agesAt := uint32(len(f.ages))
	f.ages = append(f.ages, r.Ages...)
	b.mu.Unlock()
	f.set(at, r, agesAt)
	return nil
}

// AddHiringNeed adds what the survey of hiring needs says of a family in a basin,
// under the key by which offers name it.
func (b *Builder) AddHiringNeed(key string, n BMO) { b.ix.needs[key] = n }

// AddTension adds the class of a family in a department, under its key.
func (b *Builder) AddTension(key string, t TensionRow) { b.ix.tension[key] = t }

// AddOpen adds an offer that is open on the as-of date. Calls may run at the same time.
func (b *Builder) AddOpen(r Row) {
	b.mu.Lock()
	defer b.mu.Unlock()
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
func newestFirst(a, b *Row) int {
	return cmp.Or(cmp.Compare(b.Created, a.Created), cmp.Compare(a.ID, b.ID))
}

// inOrder sorts open offers by numbers that stand for them: a row is long to move.
func inOrder(open []Row) []Row {
	order := make([]int32, len(open))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return newestFirst(&open[i], &open[j]) })
	sorted := make([]Row, len(open))
	for i, n := range order {
		sorted[i] = open[n]
	}
	return sorted
}

// Build returns the index. Its markets have their figures when they are first asked
// for, or when Warm has made them all.
func (b *Builder) Build() (*Index, error) {
	ix := b.ix
	b.texts = nil
	for i := range ix.cells {
		c := &ix.cells[i]
		if int(c.came) < c.size() {
			return nil, fmt.Errorf("market %s, %s, %s: %d offers came of %d", c.key.rome, c.key.appellation, c.key.department, c.came, c.size())
		}
		ix.facts.arrange(c.from, c.to)
	}
	ix.facts.ages = slices.Clip(ix.facts.ages)
	ix.open = inOrder(ix.open)
	for i := range ix.open {
		ix.byID[ix.open[i].ID] = int32(i)
	}
	return ix, nil
}
