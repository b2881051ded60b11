package pools

import (
	"cmp"
	"slices"
	"time"
)

// applied is that a job seeker has applied to an offer.
type applied struct {
	seeker  uint32
	day     int32 // since 1970
	outcome uint32
}

// applied tells whether a job seeker has applied to an offer; nil if not.
func (ix *Index) applied(o *offer, seeker uint32) *Applied {
	i, found := slices.BinarySearchFunc(o.applied, seeker, func(a applied, n uint32) int { return cmp.Compare(a.seeker, n) })
	if !found {
		return nil
	}
	a := o.applied[i]
	return &Applied{On: time.Unix(int64(a.day)*24*60*60, 0).UTC().Format(time.DateOnly), Outcome: ix.outcomes[a.outcome]}
}

// applications are gathered under the identifiers that they come with, since the
// persons may come later.
type applications struct {
	who      rows[byte] // pseudonym of each
	offer    []string
	day      []int32
	outcome  []uint32
	outcomes *symbols
}

func newApplications() applications {
	return applications{who: rows[byte]{start: []uint32{0}}, outcomes: newSymbols()}
}

// AddApplication adds that a person has applied to an offer. Of persons and
// offers that the index does not hold nothing is kept.
func (b *Builder) AddApplication(in Application) {
	a := &b.applications
	a.who.values = append(a.who.values, in.JobSeekerID...)
	a.who.start = append(a.who.start, uint32(len(a.who.values)))
	a.offer = append(a.offer, in.OfferID)
	a.day = append(a.day, int32(calendar(in.On).Unix()/(24*60*60)))
	a.outcome = append(a.outcome, a.outcomes.of(in.Outcome))
}

// none is the row of an applicant who is not in the portfolio.
const none = ^uint32(0)

// of finds the row of each applicant: their hashes are sorted, and the persons
// pass once.
func (a *applications) of(w *persons) []uint32 {
	n := len(a.offer)
	hash, byHash, row := make([]uint64, n), make([]uint32, n), make([]uint32, n)
	for i := range n {
		hash[i], byHash[i], row[i] = hashOf(a.who.of(uint32(i))), uint32(i), none
	}
	slices.SortFunc(byHash, func(i, j uint32) int { return cmp.Compare(hash[i], hash[j]) })
	for p, h := range w.hash {
		at, _ := slices.BinarySearchFunc(byHash, h, func(i uint32, h uint64) int { return cmp.Compare(hash[i], h) })
		for ; at < n && hash[byHash[at]] == h; at++ {
			if i := byHash[at]; slices.Equal(a.who.of(i), w.id.of(uint32(p))) {
				row[i] = uint32(p)
			}
		}
	}
	return row
}

// hand gives each offer its applicants, who are found at the rows of the builder,
// under the numbers that order gives them.
func (a *applications) hand(row, order []uint32, offers map[string]*offer) {
	if len(row) == 0 {
		return
	}
	number := make([]uint32, len(order))
	for i, n := range order {
		number[n] = uint32(i)
	}
	for i, id := range a.offer {
		if o := offers[id]; o != nil && row[i] != none {
			o.applied = append(o.applied, applied{seeker: number[row[i]], day: a.day[i], outcome: a.outcome[i]})
		}
	}
	for _, o := range offers {
		slices.SortFunc(o.applied, func(a, b applied) int { return cmp.Compare(a.seeker, b.seeker) })
	}
}
