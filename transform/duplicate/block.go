package duplicate

import (
	"cmp"
)

// block is the offers of one block so far, and the runs of its window.
type block struct {
	rule    Rule
	near    nearness
	id      uint64
	day     int // of the latest offer
	offers  []member
	runs    []run
	window  []seen           // runs that an offer of the day may be near to
	byPrint map[uint64]int32 // fingerprint of a set → its run of the window
	spare   [][]uint64       // sets that are no longer needed
}

// member is an offer as its group needs it.
type member struct {
	id    string
	level int
	day   int
	run   int32
}

// run is offers of the very same shingles, each within the days of the one before.
type run struct {
	parent  int32 // of the union of runs
	members int32
	last    int     // day of its latest offer
	nearest float64 // best similarity with another run
}

// seen is what a new run is held against.
type seen struct {
	sketch sketch
	set    []uint64
	print  uint64
	run    int32
}

func newBlock(rule Rule) *block {
	return &block{rule: rule, near: newNearness(rule), byPrint: map[uint64]int32{}}
}

// add puts an offer into the run of its shingles, or begins one.
func (b *block) add(o Offer, s *shingler) {
	var set []uint64
	if n := len(b.spare); n > 0 {
		set, b.spare = b.spare[n-1], b.spare[:n-1]
	}
	set = s.sorted(set[:0], o.Title, o.Description)
	print := combine(set)
	if o.Created != b.day {
		b.forget(o.Created)
	}
	m := member{id: o.ID, level: o.Level, day: o.Created}
	known, ok := b.byPrint[print]
	if ok {
		m.run = known
		b.spare = append(b.spare, set)
	} else {
		m.run = int32(len(b.runs))
		b.runs = append(b.runs, run{parent: m.run})
		b.begin(seen{sketch: sketchOf(set), set: set, print: print, run: m.run})
	}
	r := &b.runs[m.run]
	r.members++
	r.last = o.Created
	b.offers = append(b.offers, m)
}

// forget lets go of the runs that have left the window.
func (b *block) forget(day int) {
	kept := b.window[:0]
	for _, w := range b.window {
		if b.runs[w.run].last >= day-b.rule.Days {
			kept = append(kept, w)
			continue
		}
		delete(b.byPrint, w.print)
		b.spare = append(b.spare, w.set)
	}
	b.window, b.day = kept, day
}

// begin links a new run to those of the window that it is near to.
func (b *block) begin(n seen) {
	smallest, largest := b.near.sizes(len(n.set))
	for i := range b.window {
		w := &b.window[i]
		size := len(w.set)
		if size < smallest || size > largest {
			continue
		}
		if limit := b.near.apart(len(n.set), size); !n.sketch.differs(&w.sketch, limit) {
			b.compare(&n, w, limit)
		}
	}
	b.window = append(b.window, n)
	b.byPrint[n.print] = n.run
}

// compare links two runs whose similarity reaches the threshold: of their
// shingles, at most limit are not in both.
func (b *block) compare(n, w *seen, limit int) {
	common, ok := shared(n.set, w.set, (len(n.set)+len(w.set)-limit+1)/2)
	if !ok {
		return
	}
	similarity := float64(common) / float64(len(n.set)+len(w.set)-common)
	if similarity < b.rule.Similarity {
		return
	}
	for _, r := range [...]int32{n.run, w.run} {
		b.runs[r].nearest = max(b.runs[r].nearest, similarity)
	}
	b.runs[b.root(n.run)].parent = b.root(w.run)
}

func (b *block) root(r int32) int32 {
	for b.runs[r].parent != r {
		b.runs[r].parent = b.runs[b.runs[r].parent].parent
		r = b.runs[r].parent
	}
	return r
}

// end emits the offers of the block that have duplicates and starts over.
func (b *block) end(emit func(Row) error) error {
	type group struct{ offers, kept int }
	groups := make([]group, len(b.runs))
	for i, m := range b.offers {
		g := &groups[b.root(m.run)]
		if g.offers == 0 || before(m, b.offers[g.kept]) {
			g.kept = i
		}
		g.offers++
	}
	for _, m := range b.offers {
		g := groups[b.root(m.run)]
		if g.offers < 2 {
			continue
		}
		row := Row{Block: b.id, ID: m.id, Kept: b.offers[g.kept].id, Group: g.offers, Similarity: 1, IsOutranked: b.offers[g.kept].level < m.level}
		if r := b.runs[m.run]; r.members == 1 {
			row.Similarity = r.nearest
		}
		if err := emit(row); err != nil {
			return err
		}
	}
	for _, w := range b.window {
		b.spare = append(b.spare, w.set)
	}
	clear(b.byPrint)
	b.offers, b.runs, b.window = b.offers[:0], b.runs[:0], b.window[:0]
	return nil
}

// before says which of two offers of a group is kept.
func before(a, b member) bool {
	return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) < 0
}
