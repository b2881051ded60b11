package prospects

import (
	"cmp"
	"slices"
	"sort"

	"vigie/data/rules"
)

// Query is what a caller asks of a list.
type Query struct {
	Limit int    // 1 to the most that the rules allow; 0 = the default
	After string // cursor of an earlier answer's Next
}

// prospect is an establishment on the way to a page.
type prospect struct {
	n        uint32
	expected int64
}

// Prospects gives the establishments of an agency that have no open offer, by the
// hires that they are expected to make in the trades where its portfolio is deep. ok is false for an
// unknown agency; err is ErrBadCursor.
func (ix *Index) Prospects(code string, q Query) (out Prospects, ok bool, err error) {
	agency, named, ok := ix.agency(code)
	if !ok {
		return Prospects{}, false, nil
	}
	at, err := ix.page("prospects", code, q)
	if err != nil {
		return Prospects{}, true, err
	}
	out = Prospects{Snapshot: ix.snapshot, AsOf: iso(ix.asOf), Agency: named, Trades: []Depth{}, Rows: []Prospect{}}
	deep := ix.deep(agency)
	for _, d := range deep {
		rome := ix.romes.text[d.rome]
		out.Trades = append(out.Trades, Depth{Rome: rome, RomeLabel: ix.labels["rome "+rome], JobSeekers: d.jobSeekers})
	}
	var found []prospect
	for _, n := range ix.byAgency[agency] {
		if ix.all[n].open > 0 {
			continue
		}
		var expected int64
		ix.wanted(n, deep, func(d need, _ depth) { expected += d.expected })
		if expected > 0 {
			found = append(found, prospect{n, expected})
		}
	}
	slices.SortFunc(found, func(a, b prospect) int {
		return cmp.Or(cmp.Compare(b.expected, a.expected), cmp.Compare(ix.all[a.n].siret, ix.all[b.n].siret))
	})
	out.Size = len(found)
	from, end := at.slice(len(found), cmp.Or(q.Limit, rules.PoolLimitDefault.Int()), rules.PoolLimitMax.Int())
	for _, p := range found[from:end] {
		out.Rows = append(out.Rows, ix.prospect(p, deep))
	}
	out.Next = at.next(end, len(found))
	return out, true, nil
}

// wanted gives what establishment n is expected to do in each of the trades of a
// portfolio, no more than there are job seekers.
func (ix *Index) wanted(n uint32, deep []depth, give func(need, depth)) {
	for _, t := range deep {
		if d, ok := ix.need(n, t.rome); ok {
			d.expected = min(d.expected, int64(t.jobSeekers)*millionths)
			give(d, t)
		}
	}
}

func (ix *Index) prospect(p prospect, deep []depth) Prospect {
	e := &ix.all[p.n]
	place := sort.Search(len(ix.places), func(i int) bool { return ix.first[i+1] > p.n })
	out := Prospect{
		Establishment: ix.about(p.n, place), ExpectedHires: units(p.expected), Trades: []Need{},
		LastOfferOn: date(e.lastOffer), FirstHiredOn: date(e.firstHired),
	}
	var needs []need
	seekers := map[uint32]int{}
	ix.wanted(p.n, deep, func(d need, t depth) {
		needs = append(needs, d)
		seekers[d.rome] = t.jobSeekers
	})
	slices.SortFunc(needs, func(a, b need) int {
		return cmp.Or(cmp.Compare(b.expected, a.expected), cmp.Compare(ix.romes.text[a.rome], ix.romes.text[b.rome]))
	})
	for _, d := range needs {
		out.Trades = append(out.Trades, ix.shown(d))
	}
	out.Reasons = ix.prospectReasons(p.n, needs, seekers)
	return out
}
