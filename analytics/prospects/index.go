package prospects

import (
	"cmp"
	"math"
	"slices"
	"time"

	"vigie/analytics/pools"
	"vigie/data/rules"
)

// Index answers promotions and prospects of a snapshot, from memory. It is immutable
// and safe for concurrent use.
type Index struct {
	snapshot string
	asOf     time.Time

	agencies, romes, sectors, bands, companies *names
	communes, labels                           map[string]string

	// Establishments are numbered by place, so that those of a place are a range.
	all       []establishment
	places    []pools.Place
	codes     []string // communes of the places
	first     []uint32 // first establishment of each place, then their number
	byAgency  [][]uint32
	pastStart []uint32
	pastAll   []past

	affinity [][]affinity // by sector, then by trade
	depth    map[uint32][]depth
	needed   [][]total // by place: what all its establishments are expected to hire, by trade

	own, sector float64 // weights of what an establishment did, and of what its like do, in a year
}

type establishment struct {
	siret                 uint64
	company, naf, band    uint32
	agency, open          uint32
	firstHired, lastOffer int32 // days since 1970, 0 for none
	sectorHires           float64
}

// past is what an establishment did in a trade.
type past struct{ rome, offers, hires, open uint32 }

type affinity struct {
	rome        uint32
	share, lift float64
}

type depth struct {
	rome       uint32
	jobSeekers int
}

// total is the hires expected in a trade, in millionths.
type total struct {
	rome  uint32
	hires int64
}

const millionths = 1_000_000

// need is what an establishment is expected to do in a trade, and why.
type need struct {
	past
	expected int64    // hires in a year, in millionths
	sector   affinity // zero where too little is known
}

// pastOf is what an establishment did, by trade.
func (ix *Index) pastOf(n uint32) []past { return ix.pastAll[ix.pastStart[n]:ix.pastStart[n+1]] }

// need tells what establishment n is expected to do in a trade; ok is false when
// there is no reason to expect anything.
func (ix *Index) need(n, rome uint32) (need, bool) {
	var did past
	if i, itself := slices.BinarySearchFunc(ix.pastOf(n), rome, func(p past, rome uint32) int { return cmp.Compare(p.rome, rome) }); itself {
		did = ix.pastOf(n)[i]
	}
	return ix.expect(n, rome, did, ix.affinityOf(ix.all[n].naf, rome))
}

// affinityOf is that of a trade with a sector, zero where too little is known.
func (ix *Index) affinityOf(naf, rome uint32) affinity {
	of := ix.affinity[naf]
	if i, known := slices.BinarySearchFunc(of, rome, func(a affinity, rome uint32) int { return cmp.Compare(a.rome, rome) }); known {
		return of[i]
	}
	return affinity{}
}

// expect tells it of what the establishment did and of the affinity of its sector.
func (ix *Index) expect(n, rome uint32, did past, a affinity) (need, bool) {
	did.rome = rome
	// Products apart: the same on every machine.
	likes, own := float64(ix.sector*ix.all[n].sectorHires), float64(ix.own*float64(did.hires))
	d := need{past: did, sector: a, expected: int64(math.Round((float64(likes*a.share) + own) * millionths))}
	return d, d.expected > 0 && (did.offers > 0 || a.lift >= rules.AffinityLift.Float())
}

// each gives all that establishment n is expected to do.
func (ix *Index) each(n uint32, give func(need)) {
	did, naf := ix.pastOf(n), ix.all[n].naf
	for _, p := range did {
		if d, ok := ix.expect(n, p.rome, p, ix.affinityOf(naf, p.rome)); ok {
			give(d)
		}
	}
	for _, a := range ix.affinity[naf] {
		if slices.ContainsFunc(did, func(p past) bool { return p.rome == a.rome }) {
			continue
		}
		if d, ok := ix.expect(n, a.rome, past{}, a); ok {
			give(d)
		}
	}
}

// needs adds up what the establishments of each place are expected to hire.
func (ix *Index) needs() {
	sums := make([]int64, ix.romes.count())
	ix.needed = make([][]total, len(ix.places))
	for p := range ix.places {
		for n := ix.first[p]; n < ix.first[p+1]; n++ {
			ix.each(n, func(d need) { sums[d.rome] += d.expected })
		}
		for rome, hires := range sums {
			if hires > 0 {
				ix.needed[p] = append(ix.needed[p], total{uint32(rome), hires})
				sums[rome] = 0
			}
		}
	}
}

// agency finds an agency by its code.
func (ix *Index) agency(code string) (n uint32, named Agency, ok bool) {
	n, ok = ix.agencies.number[code]
	label := ix.labels["agency "+code]
	if label == "" {
		label = code
	}
	return n, Agency{Code: code, Label: label}, ok && n != 0
}

// HasAgency tells whether there is an agency of this code.
func (ix *Index) HasAgency(code string) bool {
	_, _, ok := ix.agency(code)
	return ok
}

// deep gives the trades in which the portfolio of an agency is deep.
func (ix *Index) deep(agency uint32) []depth {
	of := ix.depth[agency]
	return of[:min(len(of), rules.ProspectTrades.Int())]
}

// about names establishment n, at a place.
func (ix *Index) about(n uint32, place int) Establishment {
	e := &ix.all[n]
	naf := ix.sectors.text[e.naf]
	return Establishment{
		Siret: siret(e.siret), Company: ix.companies.text[e.company], Naf: naf, Sector: ix.labels["naf "+naf],
		Commune: ix.codes[place], Place: ix.communes[ix.codes[place]], Workforce: workforce[ix.bands.text[e.band]],
	}
}

func (ix *Index) shown(d need) Need {
	rome := ix.romes.text[d.rome]
	s := Need{Rome: rome, RomeLabel: ix.labels["rome "+rome], ExpectedHires: units(d.expected), PastOffers: int(d.offers), PastHires: int(d.hires)}
	if d.sector.lift > 0 {
		s.Lift = &d.sector.lift
	}
	return s
}

func units(n int64) float64 { return float64(n) / millionths }
