package pools

import (
	"slices"

	"vigie/data/rules"
)

// sight is whom a caller may see: the persons of some agencies. The others are
// counts, which never tell of fewer than rules.DisclosurePersons.
type sight struct {
	ix        *Index
	agencies  []string // sorted
	seen      []bool   // by symbol of agency; nil for a caller who sees everybody
	everybody tally
}

func (ix *Index) sight(agencies []string) sight {
	v := sight{ix: ix, everybody: tally{seen: len(ix.hash)}}
	if agencies == nil {
		return v
	}
	v.agencies = slices.Sorted(slices.Values(agencies))
	v.seen = make([]bool, len(ix.followed))
	for _, a := range agencies {
		if n, known := ix.agencies[a]; known && n != 0 {
			v.seen[n] = true
		}
	}
	v.everybody = tally{}
	for n, persons := range ix.followed {
		if v.seen[n] {
			v.everybody.seen += persons
		} else {
			v.everybody.hidden += persons
		}
	}
	return v
}

// person tells whether a job seeker may be seen.
func (v *sight) person(n uint32) bool { return v.seen == nil || v.seen[v.ix.agency[n]] }

// count tallies the job seekers that are marked, all of whom there are.
func (v *sight) count(marked []uint64, all int) (t tally) {
	if v.seen == nil {
		return tally{seen: all}
	}
	for n := range ones(marked, 0, uint32(len(v.ix.hash))) {
		t.add(v.person(n))
	}
	return t
}

// tally counts persons, those who may be seen apart.
type tally struct{ seen, hidden int }

func (t *tally) add(seen bool) {
	if seen {
		t.seen++
	} else {
		t.hidden++
	}
}

// figure is the count to show: exact for who may be seen, since the caller can
// count them, the others rounded down.
func (t tally) figure() int {
	step := rules.DisclosurePersons.Int()
	return t.seen + t.hidden/step*step
}
