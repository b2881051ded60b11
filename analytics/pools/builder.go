package pools

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"time"

	"vigie/data/rules"
)

// Builder gathers the rows of a snapshot, in any order, and makes its Index. It
// copies what it is given: callers may reuse their slices. Not safe for concurrent use.
type Builder struct {
	snapshot string
	asOf     time.Time
	lastDay  int // days after the as-of date by which one must be available

	placeNumber map[placeKey]uint32
	placeKeys   []placeKey
	agencies    *symbols
	words       vocabulary

	contracts, licences, languages *sets

	place        []uint32
	who          persons
	offers       map[string]*offer
	duplicates   []string
	applications applications
}

// persons are the columns of the job seekers: row n of each is the same person.
type persons struct {
	id        rows[byte]
	agency    []uint32
	hash      []uint64 // of id, to order equal candidates without favour
	radius    []uint16
	late      []uint8 // days between the as-of date and the availability, one too many = never in time
	wish      []float64
	contracts []uint32 // sets
	licences  []uint32
	languages []uint32
	level     []uint8       // of the highest diploma
	time      []workingTime // wished
	skills    rows[uint32]
	trades    rows[trade]
	mrs       rows[uint32]
}

type trade struct {
	rome, appellation uint32
	months            uint32
}

// NewBuilder starts the index of a snapshot. The calendar date of asOf counts.
func NewBuilder(snapshot string, asOf time.Time) *Builder {
	b := &Builder{
		snapshot: snapshot, asOf: calendar(asOf), lastDay: rules.PoolAvailableDays.Int(),
		placeNumber: map[placeKey]uint32{},
		agencies:    newSymbols(),
		contracts:   newSets(), licences: newSets(), languages: newSets(),
		offers: map[string]*offer{}, applications: newApplications(),
	}
	b.words = vocabulary{
		romes: newSymbols(), titles: newSymbols(), skills: newSymbols(),
		contracts: b.contracts.symbols, licences: b.licences.symbols, languages: b.languages.symbols,
		labels: map[string]string{},
	}
	b.who.id.start, b.who.skills.start = []uint32{0}, []uint32{0}
	b.who.trades.start, b.who.mrs.start = []uint32{0}, []uint32{0}
	return b
}

// calendar is the date of t at midnight UTC, so that days can be subtracted.
func calendar(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// AddSkill tells how a skill is called in an explanation, and which one it is the
// same as; without it a skill is itself, under its code. Skills come before the
// persons and the offers.
func (b *Builder) AddSkill(skill, label, sameAs string) {
	b.words.labels[sameAs] = label
	b.words.skills.same(skill, sameAs)
}

// AddTrade tells how a trade is called in an explanation.
func (b *Builder) AddTrade(code, label string) { b.words.labels[code] = label }

// AddJobSeeker adds a person of the portfolio.
func (b *Builder) AddJobSeeker(j JobSeeker) {
	w := &b.who
	w.id.values = append(w.id.values, j.ID...)
	w.id.start = append(w.id.start, uint32(len(w.id.values)))
	w.agency = append(w.agency, b.agencies.of(j.Agency))
	w.hash = append(w.hash, hashOf([]byte(j.ID)))

	b.place = append(b.place, b.placeOf(keyOf(j.Commune, j.Department, j.Region, j.Point)))
	w.radius = append(w.radius, uint16(min(max(j.RadiusKm, 0), math.MaxUint16)))
	w.late = append(w.late, b.lateness(j.AvailableOn))
	w.wish = append(w.wish, j.WishedSalary)
	w.contracts = append(w.contracts, b.contracts.of(j.Contracts))
	w.licences = append(w.licences, b.licences.of(j.Licences))
	w.languages = append(w.languages, b.languages.of(j.Languages))
	w.level = append(w.level, highest(j.Diplomas))
	w.time = append(w.time, workingTimeOf(j.WorkingTime))

	w.skills.values = b.words.skills.all(w.skills.values, j.Skills)
	w.skills.start = append(w.skills.start, uint32(len(w.skills.values)))
	w.mrs.values = b.words.romes.all(w.mrs.values, j.MRS)
	w.mrs.start = append(w.mrs.start, uint32(len(w.mrs.values)))
	for _, t := range j.Trades {
		w.trades.values = append(w.trades.values, trade{
			rome: b.words.romes.of(t.Rome), appellation: b.words.titles.of(t.Appellation), months: uint32(max(t.Months, 0)),
		})
	}
	w.trades.start = append(w.trades.start, uint32(len(w.trades.values)))
}

func hashOf(id []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(id) // never fails
	return h.Sum64()
}

func (b *Builder) lateness(on time.Time) uint8 {
	if on.IsZero() {
		return 0
	}
	days := int(calendar(on).Sub(b.asOf) / (24 * time.Hour))
	return uint8(min(max(days, 0), b.lastDay+1))
}

func (b *Builder) placeOf(k placeKey) uint32 {
	n, ok := b.placeNumber[k]
	if !ok {
		n = uint32(len(b.placeKeys))
		b.placeNumber[k] = n
		b.placeKeys = append(b.placeKeys, k)
	}
	return n
}

// AddOffer adds an offer that can be asked for.
func (b *Builder) AddOffer(in OpenOffer) {
	if b.offers[in.ID] != nil {
		b.duplicates = append(b.duplicates, in.ID)
		return
	}
	b.offers[in.ID] = b.words.offer(in)
}

// Build makes the index. The builder is spent: it must not be used again.
func (b *Builder) Build() (*Index, error) {
	if len(b.duplicates) > 0 {
		return nil, fmt.Errorf("index offers: %d come twice, first %q; look at the grain of pools.offer", len(b.duplicates), b.duplicates[0])
	}
	w := &b.who
	if len(w.id.values) > math.MaxUint32 || len(w.skills.values) > math.MaxUint32 {
		return nil, fmt.Errorf("index %d job seekers: too many for one index; split the portfolio", len(w.hash))
	}
	applied := b.applications.of(w) // before the columns are arranged
	places, first, order := b.arrange()
	ix := &Index{
		snapshot: b.snapshot, asOf: b.asOf.Format(time.DateOnly), lastDay: uint8(b.lastDay),
		places: places, first: first, offers: b.offers,
		agencies: b.agencies.number, words: &b.words,
		outcomes: b.applications.outcomes.text, proposed: b.proposed(),
		contractSets: b.contracts.members, licenceSets: b.licences.members, languageSets: b.languages.members,
	}
	// Column by column, letting each old one go: the two never live together whole.
	ix.id, w.id = reorderRows(w.id, order), rows[byte]{}
	ix.agency, w.agency = reorder(w.agency, order), nil
	ix.hash, w.hash = reorder(w.hash, order), nil
	ix.radius, w.radius = reorder(w.radius, order), nil
	ix.late, w.late = reorder(w.late, order), nil
	ix.wish, w.wish = reorder(w.wish, order), nil
	ix.contracts, w.contracts = reorder(w.contracts, order), nil
	ix.licences, w.licences = reorder(w.licences, order), nil
	ix.languages, w.languages = reorder(w.languages, order), nil
	ix.level, w.level = reorder(w.level, order), nil
	ix.time, w.time = reorder(w.time, order), nil
	ix.skills, w.skills = reorderRows(w.skills, order), rows[uint32]{}
	ix.trades, w.trades = reorderRows(w.trades, order), rows[trade]{}
	ix.byMRS = invert(reorderRows(w.mrs, order), len(b.words.romes.text))
	w.mrs = rows[uint32]{}

	of := func(pick func(trade) uint32) rows[uint32] {
		col := rows[uint32]{start: ix.trades.start, values: make([]uint32, len(ix.trades.values))}
		for i, t := range ix.trades.values {
			col.values[i] = pick(t)
		}
		return col
	}
	ix.byRome = invert(of(func(t trade) uint32 { return t.rome }), len(b.words.romes.text))
	ix.byAppellation = invert(of(func(t trade) uint32 { return t.appellation }), len(b.words.titles.text))
	b.applications.hand(applied, order, b.offers)
	ix.reverse = newReverse(ix)
	ix.followed = make([]int, len(b.agencies.text))
	for _, a := range ix.agency {
		ix.followed[a]++
	}
	ix.scratch.New = func() any { return ix.newScratch() }
	return ix, nil
}

// arrange numbers the job seekers: by place, then falling radius, then hash and
// identifier, whatever the order they came in. Row i of the index is row
// order[i] of the builder; place p has the rows first[p] to first[p+1]-1.
func (b *Builder) arrange() (places []Place, first, order []uint32) {
	byKey := make([]uint32, len(b.placeKeys))
	for i := range byKey {
		byKey[i] = uint32(i)
	}
	slices.SortFunc(byKey, func(i, j uint32) int { return b.placeKeys[i].compare(b.placeKeys[j]) })
	rank := make([]uint32, len(byKey))
	places = make([]Place, len(byKey))
	first = make([]uint32, len(byKey)+1)
	for r, k := range byKey {
		rank[k] = uint32(r)
		places[r] = newPlace(b.placeKeys[k])
	}
	for _, p := range b.place {
		first[rank[p]+1]++
	}
	for r := range places {
		first[r+1] += first[r]
	}
	order = make([]uint32, len(b.place))
	next := slices.Clone(first)
	for n, p := range b.place {
		order[next[rank[p]]] = uint32(n)
		next[rank[p]]++
	}
	w := &b.who
	for r := range places {
		slices.SortFunc(order[first[r]:first[r+1]], func(i, j uint32) int {
			return cmp.Or(cmp.Compare(w.radius[j], w.radius[i]), cmp.Compare(w.hash[i], w.hash[j]), bytes.Compare(w.id.of(i), w.id.of(j)))
		})
	}
	b.place = nil
	return places, first, order
}
