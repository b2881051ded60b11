package prospects

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vigie/analytics/pools"
	"vigie/data/rules"
)

// Builder gathers the rows of a snapshot, in any order, and makes its Index. Not safe
// for concurrent use.
type Builder struct {
	ix     *Index
	rows   []row
	did    []did
	places map[string]uint32
}

// did is what an establishment did in a trade.
type did struct {
	siret uint64
	past
}

// row is an establishment that has no number yet.
type row struct {
	establishment
	place uint32
}

// NewBuilder starts the index of a snapshot. The calendar date of asOf counts.
func NewBuilder(snapshot string, asOf time.Time) *Builder {
	return &Builder{
		ix: &Index{
			snapshot: snapshot, asOf: day(dayOf(asOf)), agencies: newNames(), romes: newNames(), sectors: newNames(), bands: newNames(), companies: newNames(),
			communes: map[string]string{}, labels: map[string]string{}, depth: map[uint32][]depth{},
		},
		places: map[string]uint32{},
	}
}

// AddAgency adds an agency that may ask.
func (b *Builder) AddAgency(code, label string) {
	b.ix.agencies.of(code)
	b.ix.labels["agency "+code] = label
}

// AddTrade says how a trade is called.
func (b *Builder) AddTrade(code, label string) { b.ix.labels["rome "+code] = label }

// AddSector says how a sector is called.
func (b *Builder) AddSector(code, label string) { b.ix.labels["naf "+code] = label }

// AddCommune says how a commune is called.
func (b *Builder) AddCommune(code, label string) { b.ix.communes[code] = label }

// AddAffinity adds that of a trade with a sector.
func (b *Builder) AddAffinity(a Affinity) {
	naf := b.ix.sectors.of(a.Naf)
	for int(naf) >= len(b.ix.affinity) {
		b.ix.affinity = append(b.ix.affinity, nil)
	}
	b.ix.affinity[naf] = append(b.ix.affinity[naf], affinity{rome: b.ix.romes.of(a.Rome), share: a.Share, lift: a.Lift})
}

// AddDepth adds how many job seekers of an agency have a trade.
func (b *Builder) AddDepth(agency, rome string, jobSeekers int) {
	n := b.ix.agencies.of(agency)
	b.ix.depth[n] = append(b.ix.depth[n], depth{rome: b.ix.romes.of(rome), jobSeekers: jobSeekers})
}

// AddHiring adds what an establishment sought and hired in a trade.
func (b *Builder) AddHiring(h Hiring) {
	siret, err := strconv.ParseUint(h.Siret, 10, 64)
	if err != nil { // of an establishment that cannot be called
		return
	}
	b.did = append(b.did, did{siret, past{rome: b.ix.romes.of(h.Rome), offers: uint32(h.Offers), hires: uint32(h.Hires), open: uint32(h.OpenOffers)}})
}

// AddEstablishment adds an establishment.
func (b *Builder) AddEstablishment(s Source) {
	siret, err := strconv.ParseUint(s.Siret, 10, 64)
	if err != nil {
		return
	}
	key := s.Commune + " " + s.Department
	place, known := b.places[key]
	if !known {
		place = uint32(len(b.ix.places))
		b.places[key] = place
		b.ix.places = append(b.ix.places, pools.NewPlace(s.Commune, s.Department, "", s.Point))
		b.ix.codes = append(b.ix.codes, s.Commune)
	}
	b.rows = append(b.rows, row{place: place, establishment: establishment{
		siret: siret, company: b.ix.companies.of(s.Company), naf: b.ix.sectors.of(s.Naf), band: b.ix.bands.of(s.Band), agency: b.ix.agencies.of(s.Agency),
		firstHired: dayOf(s.FirstHiredOn), lastOffer: dayOf(s.LastOfferOn), open: uint32(s.OpenOffers), sectorHires: s.SectorHires,
	}})
}

// dayOf is the day since 1970 of a date, 0 for none.
func dayOf(t time.Time) int32 {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.Date()
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Build makes the index. The builder is spent: it must not be used again.
func (b *Builder) Build() (*Index, error) {
	ix := b.ix
	for len(ix.affinity) < ix.sectors.count() {
		ix.affinity = append(ix.affinity, nil)
	}
	for _, of := range ix.affinity {
		slices.SortFunc(of, func(a, b affinity) int { return cmp.Compare(a.rome, b.rome) })
	}
	for _, of := range ix.depth {
		slices.SortFunc(of, func(a, b depth) int {
			return cmp.Or(cmp.Compare(b.jobSeekers, a.jobSeekers), cmp.Compare(ix.romes.text[a.rome], ix.romes.text[b.rome]))
		})
	}
	slices.SortFunc(b.did, func(a, b did) int { return cmp.Or(cmp.Compare(a.siret, b.siret), cmp.Compare(a.rome, b.rome)) })
	slices.SortFunc(b.rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.siret, b.siret)) })
	ix.first = make([]uint32, len(ix.places)+1)
	ix.pastStart = append(ix.pastStart, 0)
	ix.byAgency = make([][]uint32, ix.agencies.count())
	for n, r := range b.rows {
		if n > 0 && b.rows[n-1].siret == r.siret {
			return nil, fmt.Errorf("index establishments: %014d comes twice; look at the grain of prospects.establishment", r.siret)
		}
		ix.all = append(ix.all, r.establishment)
		ix.first[r.place+1]++
		ix.byAgency[r.agency] = append(ix.byAgency[r.agency], uint32(n))
		at, _ := slices.BinarySearchFunc(b.did, r.siret, func(d did, siret uint64) int { return cmp.Compare(d.siret, siret) })
		for ; at < len(b.did) && b.did[at].siret == r.siret; at++ {
			ix.pastAll = append(ix.pastAll, b.did[at].past)
		}
		ix.pastStart = append(ix.pastStart, uint32(len(ix.pastAll)))
	}
	for p := range ix.places {
		ix.first[p+1] += ix.first[p]
	}
	ix.own = 12 / (rules.ProspectMonths.Float() * (rules.ProspectSectorWeight.Float() + 1))
	ix.sector = ix.own * rules.ProspectSectorWeight.Float()
	ix.needs()
	b.rows, b.did, ix.companies.number = nil, nil, nil
	return ix, nil
}
