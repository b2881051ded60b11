package pools

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sort"

	"vigie/data/rules"
)

// Levers are what would enlarge the choice of an offer. They are counted on the
// persons who have everything that it requires: SizeNow is how many have, SizeIf
// how many would if one thing alone were relaxed.
type Levers struct {
	Snapshot string  `json:"snapshot"`
	AsOf     string  `json:"as_of"` // ISO date
	Offer    Offer   `json:"offer"`
	SizeNow  int     `json:"size_now"`
	Levers   []Lever `json:"levers"`    // the greatest gain first; never null
	BestPair *Pair   `json:"best_pair"` // null when no two levers gain anything
}

// Lever is one relaxation of an offer, alone.
type Lever struct {
	Kind    string `json:"kind"`
	Label   string `json:"label"` // as one says it to the recruiter
	SizeNow int    `json:"size_now"`
	SizeIf  int    `json:"size_if"`
	Gain    int    `json:"gain"`
}

// Pair is two relaxations of different requirements together.
type Pair struct {
	Levers  []Lever `json:"levers"` // the two, each with what it gains alone
	SizeNow int     `json:"size_now"`
	SizeIf  int     `json:"size_if"`
	Gain    int     `json:"gain"`
}

// Kinds of levers, in the order of equal gains.
const (
	LeverSkill      = "skill"
	LeverLicence    = "licence"
	LeverLanguage   = "language"
	LeverDiploma    = "diploma"
	LeverExperience = "experience"
	LeverDistance   = "distance"
	LeverNear       = "near_trades"
	LeverContract   = "contract"
	LeverHours      = "hours"
)

// levering is a search for levers. Each requirement of the offer has one lever or
// several that are alternatives, next to each other in the list.
type levering struct {
	search
	list []Lever // sizes still empty

	// The first lever of each requirement, meaningless for what is not required.
	skills, licences, languages, diplomas, experience, distance, near, contract, hours int

	required []uint32 // skills
	isAsked  []uint8  // by skill, 1 for those required
	others   []uint32 // contracts that the offer may be turned into, its own apart

	now   int
	alone []int // persons whom each lever alone brings
	both  []int // persons whom two levers bring together and neither alone: both[i*len(list)+j], i < j
}

// failure is a requirement that a person does not meet: bit i of by says that
// lever first + i would do.
type failure struct {
	first int
	by    uint32
}

// Levers counts what would enlarge the choice of an entrusted offer, in one pass:
// somebody who fails one requirement is a gain of each lever of it, somebody who
// fails two a gain of each pair, and who fails three of none. ok is false for an
// unknown offer.
func (ix *Index) Levers(offerID string) (out Levers, ok bool) {
	o := ix.offers[offerID]
	if o == nil {
		return Levers{}, false
	}
	s := levering{search: ix.search(o, ix.words)}
	memory := ix.scratch.Get().(*scratch)
	defer memory.free(ix, o)
	s.isAsked = memory.weights // same memory, other use: free cleans the same skills
	for _, a := range o.asked {
		if a.required {
			s.required = append(s.required, a.code)
			s.isAsked[a.code] = 1
		}
	}
	s.propose()
	n := len(s.list)
	s.alone, s.both = make([]int, n), make([]int, n*n)
	s.reach(memory.reached)
	for p := range ix.places {
		s.visit(p, memory.reached)
	}
	return s.answer(), true
}

// visit counts the job seekers of a place.
func (s *levering) visit(p int, reached []uint64) {
	ix, o := s.ix, s.o
	first, end := ix.first[p], ix.first[p+1]
	at := &ix.places[p]
	var area uint32 // what an area's lever would do for who lives here
	if o.at.department != "" && at.department == o.at.department {
		area |= 1 << leverDepartment
	}
	if o.at.region != "" && at.region == o.at.region {
		area |= 1 << leverRegion
	}
	limit := math.Inf(1)
	if area == 0 {
		limit = float64(ix.radius[first]) + rules.LeverKmLong.Float()
	}
	d, far := at.distance(&o.at, limit)
	if far {
		return
	}
	if area == 0 && d != unknown && d != 0 { // radii fall
		radii := ix.radius[first:end]
		end = first + uint32(sort.Search(len(radii), func(i int) bool {
			return (int64(radii[i])+int64(rules.LeverKmLong.Int()))*millionths < d
		}))
	}
	var failed [2]failure
	for n := range ones(reached, first, end) {
		if ix.late[n] > ix.lastDay {
			continue
		}
		switch s.fails(n, d, area, &failed) {
		case 0:
			s.now++
		case 1:
			for b := failed[0].by; b != 0; b &= b - 1 {
				s.alone[failed[0].first+bits.TrailingZeros32(b)]++
			}
		case 2:
			for b := failed[0].by; b != 0; b &= b - 1 {
				row := s.both[(failed[0].first+bits.TrailingZeros32(b))*len(s.list):]
				for c := failed[1].by; c != 0; c &= c - 1 {
					row[failed[1].first+bits.TrailingZeros32(c)]++
				}
			}
		}
	}
}

// fails tells how many requirements a job seeker at distance d does not meet, 3
// standing for more or for one that no lever mends, and which where there are two
// or less, in the order of the levers.
func (s *levering) fails(n uint32, d int64, area uint32, failed *[2]failure) (count int) {
	ix, o := s.ix, s.o
	add := func(first int, by uint32) bool {
		if by == 0 || count == 2 {
			count = 3
			return false
		}
		failed[count] = failure{first, by}
		count++
		return true
	}
	_, mrs := slices.BinarySearch(s.validated, n)
	if !mrs {
		missing := len(s.required)
		for _, skill := range ix.skills.of(n) {
			missing -= int(s.isAsked[skill])
		}
		if missing > 2 {
			return 3
		}
		for i := 0; missing > 0; i++ {
			if !slices.Contains(ix.skills.of(n), s.required[i]) {
				missing--
				add(s.skills+i, 1)
			}
		}
	}
	held := ix.licenceSets[ix.licences[n]]
	for i, l := range o.licences {
		if !slices.Contains(held, l) && !add(s.licences+i, 1) {
			return 3
		}
	}
	spoken := ix.languageSets[ix.languages[n]]
	for i, l := range o.languages {
		if !slices.Contains(spoken, l) && !add(s.languages+i, 1) {
			return 3
		}
	}
	for i, level := range o.levels {
		if ix.level[n] < level && !add(s.diplomas+i, 1) {
			return 3
		}
	}
	reach, through := s.closest(n)
	if months := int(through.months); months < o.requiredMonths {
		by := uint32(1) << leverBeginners
		if float64(months) >= fewerMonths(o.requiredMonths) {
			by |= 1 << leverFewerMonths
		}
		if !add(s.experience, by) {
			return 3
		}
	}
	if radius := int64(ix.radius[n]) * millionths; d != unknown && d > radius {
		by := area
		for i, km := range leverKm {
			if d <= radius+int64(km.Int())*millionths {
				by |= 1 << i
			}
		}
		if !add(s.distance, by) {
			return 3
		}
	}
	if reach == ReachNear && !mrs && !add(s.near, 1) {
		return 3
	}
	if accepted := ix.contractSets[ix.contracts[n]]; !accepts(accepted, o.contract) {
		var by uint32
		for i, c := range s.others {
			if slices.Contains(accepted, c) {
				by |= 1 << i
			}
		}
		if !add(s.contract, by) {
			return 3
		}
	}
	if !ix.time[n].suits(o.time) && !add(s.hours, 1) {
		return 3
	}
	return count
}

// answer puts the levers in order and finds the best pair.
func (s *levering) answer() Levers {
	out := Levers{Snapshot: s.ix.snapshot, AsOf: s.ix.asOf, Offer: s.o.Offer, SizeNow: s.now}
	best := 0
	for i := range s.list {
		l := &s.list[i]
		l.SizeNow, l.SizeIf, l.Gain = s.now, s.now+s.alone[i], s.alone[i]
	}
	for i := range s.list {
		for j := i + 1; j < len(s.list); j++ {
			if s.requirement(i) == s.requirement(j) {
				continue
			}
			if gain := s.alone[i] + s.alone[j] + s.both[i*len(s.list)+j]; gain > best {
				best = gain
				out.BestPair = &Pair{Levers: []Lever{s.list[i], s.list[j]}, SizeNow: s.now, SizeIf: s.now + gain, Gain: gain}
			}
		}
	}
	out.Levers = append([]Lever{}, s.list...)
	slices.SortStableFunc(out.Levers, func(a, b Lever) int { return cmp.Compare(b.Gain, a.Gain) })
	return out
}
