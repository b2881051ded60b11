package pools

import (
	"math"
	"math/bits"
	"sync"

	"vigie/data/rules"
)

// Index answers matching pools of a snapshot, from memory. It is immutable and
// safe for concurrent use.
type Index struct {
	persons
	snapshot, asOf string
	lastDay        uint8

	places []Place
	first  []uint32 // first job seeker of each place, then their number

	byRome, byAppellation, byMRS            rows[uint32] // job seekers of each symbol, ascending
	contractSets, licenceSets, languageSets [][]uint32

	agencies map[string]uint32
	followed []int // persons of each agency, by symbol

	offers   map[string]*offer
	reverse  reverse
	words    *vocabulary
	outcomes []string   // by symbol
	proposed []proposal // contracts that an offer may be turned into

	scratch sync.Pool
}

// offer is an OpenOffer in the words of the index.
type offer struct {
	Offer
	at                  Place
	rome, appellation   uint32
	near                []uint32
	contract            uint32
	licences, languages []uint32
	salary              float64
	months              int
	requiredMonths      int
	levels              []uint8 // of diplomas required, rising
	time                workingTime
	asked               []askedSkill // required first, each skill once
	weight              int          // of all that is asked
	applied             []applied    // by job seeker
	draft               string       // what a draft says, "" for an offer of the snapshot
}

type askedSkill struct {
	code     uint32
	weight   uint8
	required bool
}

func (o *offer) ask(codes *symbols, skills []string, required bool) {
	weight := 1
	if required {
		weight = rules.PoolSkillRequired.Int()
	}
	for _, s := range skills {
		if s == "" {
			continue
		}
		code := codes.of(s)
		if o.asks(code) {
			continue
		}
		o.asked = append(o.asked, askedSkill{code: code, weight: uint8(weight), required: required})
		o.weight += weight
	}
}

func (o *offer) asks(code uint32) bool {
	for _, a := range o.asked {
		if a.code == code {
			return true
		}
	}
	return false
}

// search is one call: an offer, and what its caller allows.
type search struct {
	ix         *Index
	o          *offer
	words      *vocabulary // that the offer is in
	nearTrades bool
	capKm      float64
	validated  []uint32 // by simulation for the offer's ROME, ascending
	weights    []uint8  // of the skills asked, by symbol
	sees       sight
}

// Pool gives the matching pool of an entrusted offer. ok is false for an unknown
// offer; err is ErrBadCursor for a cursor that is not one of this very search.
func (ix *Index) Pool(offerID string, q Query) (p Pool, ok bool, err error) {
	o := ix.offers[offerID]
	if o == nil {
		return Pool{}, false, nil
	}
	s := ix.search(o, ix.words)
	p, err = s.pool(q)
	return p, true, err
}

// search starts a call for an offer in the words of a vocabulary.
func (ix *Index) search(o *offer, words *vocabulary) search {
	return search{ix: ix, o: o, words: words, nearTrades: true, capKm: math.Inf(1), validated: having(ix.byMRS, o.rome)}
}

// pool answers a query about the offer.
func (s *search) pool(q Query) (p Pool, err error) {
	ix, o := s.ix, s.o
	s.nearTrades = q.NearTrades
	if q.RadiusKm != nil {
		s.capKm = *q.RadiusKm
	}
	s.sees = ix.sight(q.Agencies)
	after, err := s.readCursor(q.After)
	if err != nil {
		return Pool{}, err
	}
	limit := q.Limit
	if limit <= 0 {
		limit = rules.PoolLimitDefault.Int()
	}
	limit = min(limit, rules.PoolLimitMax.Int())

	memory := ix.scratch.Get().(*scratch)
	defer memory.free(ix, o)
	s.weights = memory.weigh(o)

	var bands [bandCount]tally
	best := top{size: limit + 1, order: s.order} // one more, to know whether a page follows
	funnel := s.walk(memory.reached, func(c candidate) {
		seen := s.sees.person(c.seeker)
		bands[band(c.score)].add(seen)
		if !seen {
			return
		}
		if after == nil || s.order(*after, c) < 0 {
			best.add(c)
		}
	})
	page := best.sorted()
	p = Pool{
		Snapshot: ix.snapshot, AsOf: ix.asOf, Offer: o.Offer,
		Size: funnel[len(funnel)-1].Remaining, Funnel: funnel, Distribution: distribution(bands), Candidates: []Candidate{},
	}
	if len(page) > limit {
		page = page[:limit]
		next := s.cursor(page[limit-1])
		p.Next = &next
	}
	for _, c := range page {
		p.Candidates = append(p.Candidates, s.explain(c))
	}
	return p, nil
}

// walk takes the job seekers through the steps of the funnel, in order, and
// gives those who pass them all to keep.
func (s *search) walk(reached []uint64, keep func(candidate)) []Step {
	ix, o := s.ix, s.o
	trade := s.sees.count(reached, s.reach(reached))
	var place tally
	var passed [checks]tally
	for p := range ix.places {
		first, end, d := ix.within(p, &o.at, s.capKm)
		for n := range ones(reached, first, end) {
			seen := s.sees.person(n)
			place.add(seen)
			good := s.passes(n)
			for i := range good {
				passed[i].add(seen)
			}
			if good == checks {
				j := s.judge(n, d)
				keep(candidate{seeker: n, distance: d, score: j.score()})
			}
		}
	}
	return []Step{
		{StepPortfolio, s.sees.everybody.figure()},
		{StepTrade, trade.figure()},
		{StepPlace, place.figure()},
		{StepAvailability, passed[0].figure()},
		{StepContract, passed[1].figure()},
		{StepLicences, passed[2].figure()},
		{StepLanguages, passed[3].figure()},
	}
}

// checks are the steps of the funnel past trade and place.
const checks = 4

// passes counts the checks that a job seeker passes in a row, in their order.
func (s *search) passes(n uint32) int {
	ix, o := s.ix, s.o
	switch {
	case ix.late[n] > ix.lastDay:
		return 0
	case !accepts(ix.contractSets[ix.contracts[n]], o.contract):
		return 1
	case !holds(ix.licenceSets[ix.licences[n]], o.licences):
		return 2
	case !holds(ix.languageSets[ix.languages[n]], o.languages):
		return 3
	}
	return checks
}

// reach marks the job seekers whom the offer reaches by trade, and counts them.
func (s *search) reach(reached []uint64) int {
	mark := func(list []uint32) {
		for _, n := range list {
			reached[n>>6] |= 1 << (n & 63)
		}
	}
	mark(having(s.ix.byRome, s.o.rome))
	mark(having(s.ix.byAppellation, s.o.appellation))
	mark(s.validated)
	if s.nearTrades {
		for _, rome := range s.o.near {
			mark(having(s.ix.byRome, rome))
		}
	}
	count := 0
	for _, word := range reached {
		count += bits.OnesCount64(word)
	}
	return count
}

// ones iterates over the bits that are set from first to end-1.
func ones(set []uint64, first, end uint32) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		for at := first; at < end; {
			word := set[at>>6] >> (at & 63)
			if word == 0 {
				at = (at | 63) + 1
				continue
			}
			at += uint32(bits.TrailingZeros64(word))
			if at >= end || !yield(at) {
				return
			}
			at++
		}
	}
}

// scratch is the memory of one call, lent by the index.
type scratch struct {
	reached []uint64 // one bit a job seeker
	weights []uint8  // one a skill
}

func (ix *Index) newScratch() *scratch {
	return &scratch{
		reached: make([]uint64, (len(ix.hash)+63)/64),
		weights: make([]uint8, ix.words.skills.count()),
	}
}

func (m *scratch) weigh(o *offer) []uint8 {
	m.room(o)
	for _, a := range o.asked {
		m.weights[a.code] = a.weight
	}
	return m.weights
}

// room makes a place for each skill that an offer asks: a draft may ask some that
// nobody holds.
func (m *scratch) room(o *offer) {
	for _, a := range o.asked {
		if missing := int(a.code) + 1 - len(m.weights); missing > 0 {
			m.weights = append(m.weights, make([]uint8, missing)...)
		}
	}
}

// free cleans the memory and gives it back.
func (m *scratch) free(ix *Index, o *offer) {
	clear(m.reached)
	m.unweigh(o)
	ix.scratch.Put(m)
}

func (m *scratch) unweigh(o *offer) {
	for _, a := range o.asked {
		m.weights[a.code] = 0
	}
}
