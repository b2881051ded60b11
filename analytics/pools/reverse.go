package pools

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"sort"

	"vigie/data/rules"
)

// Matches are the open entrusted offers for a job seeker, best first: the offers in
// whose pool the person is, with the same score.
type Matches struct {
	Snapshot    string  `json:"snapshot"`
	AsOf        string  `json:"as_of"` // ISO date
	JobSeekerID string  `json:"job_seeker_id"`
	Size        int     `json:"size"`
	Rows        []Match `json:"rows"` // never null
	Next        *string `json:"next"`
}

// Match is an offer, and what the person is worth for it.
type Match struct {
	Offer Offer     `json:"offer"`
	Match Candidate `json:"match"`
}

// MatchQuery is what a caller asks of the offers for a job seeker.
type MatchQuery struct {
	Limit      int // 1 to rules.PoolLimitMax; 0 = rules.PoolLimitDefault
	NearTrades bool
	Agencies   []string // whose persons may be named; nil = all
	After      string
}

// reverse finds persons by identifier and offers by trade.
type reverse struct {
	byHash  []uint32 // job seekers by the hash of their identifier
	offers  []*offer // by identifier
	byRome  map[uint32][]uint32
	byNear  map[uint32][]uint32
	byTitle map[uint32][]uint32 // by appellation
}

func newReverse(ix *Index) reverse {
	r := reverse{byHash: make([]uint32, len(ix.hash)), byRome: map[uint32][]uint32{}, byNear: map[uint32][]uint32{}, byTitle: map[uint32][]uint32{}}
	for n := range r.byHash {
		r.byHash[n] = uint32(n)
	}
	slices.SortFunc(r.byHash, func(a, b uint32) int { return cmp.Compare(ix.hash[a], ix.hash[b]) })
	for _, o := range ix.offers {
		r.offers = append(r.offers, o)
	}
	slices.SortFunc(r.offers, func(a, b *offer) int { return cmp.Compare(a.ID, b.ID) })
	for i, o := range r.offers {
		r.byRome[o.rome] = append(r.byRome[o.rome], uint32(i))
		r.byTitle[o.appellation] = append(r.byTitle[o.appellation], uint32(i))
		for _, near := range o.near {
			r.byNear[near] = append(r.byNear[near], uint32(i))
		}
	}
	return r
}

// person finds a job seeker by identifier.
func (ix *Index) person(id string) (uint32, bool) {
	h := hashOf([]byte(id))
	at, _ := slices.BinarySearchFunc(ix.reverse.byHash, h, func(n uint32, h uint64) int { return cmp.Compare(ix.hash[n], h) })
	for ; at < len(ix.reverse.byHash); at++ {
		n := ix.reverse.byHash[at]
		if ix.hash[n] != h {
			break
		}
		if bytes.Equal(ix.id.of(n), []byte(id)) {
			return n, true
		}
	}
	return 0, false
}

// reaching gives the offers whose trade reaches a job seeker, ascending.
func (ix *Index) reaching(n uint32, nearTrades bool) (found []uint32) {
	r := &ix.reverse
	for _, t := range ix.trades.of(n) {
		if t.appellation != 0 {
			found = append(found, r.byTitle[t.appellation]...)
		}
		if t.rome != 0 {
			found = append(found, r.byRome[t.rome]...)
			if nearTrades {
				found = append(found, r.byNear[t.rome]...)
			}
		}
	}
	for rome := 1; rome < ix.words.romes.count(); rome++ {
		if _, validated := slices.BinarySearch(ix.byMRS.of(uint32(rome)), n); validated {
			found = append(found, r.byRome[uint32(rome)]...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// match is an offer on the way to a page.
type match struct {
	score, distance int64
	offer           uint32
}

// Matches gives the open offers for a job seeker, by score, distance and identifier
// of the offer. ok is false for a person who is unknown, or of another agency than
// the caller's; err is ErrBadCursor.
func (ix *Index) Matches(jobSeekerID string, q MatchQuery) (m Matches, ok bool, err error) {
	n, known := ix.person(jobSeekerID)
	sees := ix.sight(q.Agencies)
	if !known || !sees.person(n) {
		return Matches{}, false, nil
	}
	from, err := ix.matchCursor(jobSeekerID, q)
	if err != nil {
		return Matches{}, true, err
	}
	memory := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(memory) // its marks were never used
	home := ix.places[sort.Search(len(ix.places), func(p int) bool { return ix.first[p+1] > n })]
	search := func(i uint32) search {
		o := ix.reverse.offers[i]
		s := ix.search(o, ix.words)
		s.nearTrades, s.weights = q.NearTrades, memory.weigh(o)
		return s
	}
	var all []match
	for _, i := range ix.reaching(n, q.NearTrades) {
		o, radius := ix.reverse.offers[i], float64(ix.radius[n])
		d, far := home.distance(&o.at, radius)
		if far || d != unknown && float64(d) > radius*millionths {
			continue
		}
		s := search(i)
		if s.passes(n) == checks {
			j := s.judge(n, d)
			all = append(all, match{score: j.score(), distance: d, offer: i})
		}
		memory.unweigh(o)
	}
	slices.SortFunc(all, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.distance, b.distance), cmp.Compare(a.offer, b.offer))
	})
	limit := q.Limit
	if limit <= 0 {
		limit = rules.PoolLimitDefault.Int()
	}
	from = min(from, len(all))
	end := min(from+min(limit, rules.PoolLimitMax.Int()), len(all))
	m = Matches{Snapshot: ix.snapshot, AsOf: ix.asOf, JobSeekerID: jobSeekerID, Size: len(all), Rows: []Match{}}
	for _, c := range all[from:end] {
		s := search(c.offer)
		m.Rows = append(m.Rows, Match{Offer: s.o.Offer, Match: s.explain(candidate{score: c.score, distance: c.distance, seeker: n})})
		memory.unweigh(s.o)
	}
	if end < len(all) {
		b := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, ix.matchFingerprint(jobSeekerID, q)), uint32(end))
		next := base64.RawURLEncoding.EncodeToString(b)
		m.Next = &next
	}
	return m, true, nil
}

// matchCursor reads how many offers earlier pages gave.
func (ix *Index) matchCursor(id string, q MatchQuery) (int, error) {
	if q.After == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil || len(b) != 12 || binary.BigEndian.Uint64(b) != ix.matchFingerprint(id, q) {
		return 0, ErrBadCursor
	}
	return int(binary.BigEndian.Uint32(b[8:])), nil
}

func (ix *Index) matchFingerprint(id string, q MatchQuery) uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "matches %q %q %q %v", ix.snapshot, ix.asOf, id, q.NearTrades) // never fails
	return h.Sum64()
}
