package pools

import (
	"iter"
	"slices"
	"sort"
)

// Person is what those who look for employers may know of a job seeker.
type Person struct {
	ID       string
	Place    *Place // shared by those who live there: not to be changed
	RadiusKm int
	InTime   bool // available in time for a pool
	Trades   []Trade
	MRS      []string // trades validated by simulation
}

// Person finds a job seeker whom a caller may see, by pseudonym, of an agency.
func (ix *Index) Person(id, agency string, agencies []string) (Person, bool) {
	n, known := ix.person(id)
	sees := ix.sight(agencies)
	if !known || !sees.person(n) || ix.agencies[agency] == 0 || ix.agency[n] != ix.agencies[agency] {
		return Person{}, false
	}
	for p := range ix.portfolio(ix.agencies[agency], n, n+1) {
		return p, true
	}
	return Person{}, false
}

// Portfolio iterates over the job seekers of an agency whom a caller may see.
func (ix *Index) Portfolio(agency string, agencies []string) iter.Seq[Person] {
	symbol := ix.agencies[agency]
	sees := ix.sight(agencies)
	if symbol == 0 || sees.seen != nil && !sees.seen[symbol] {
		return func(func(Person) bool) {}
	}
	return ix.portfolio(symbol, 0, uint32(len(ix.hash)))
}

// portfolio iterates over the job seekers first to end-1 of an agency, place by place.
func (ix *Index) portfolio(agency, first, end uint32) iter.Seq[Person] {
	validated := map[uint32][]string{}
	for rome := 1; rome+1 < len(ix.byMRS.start); rome++ {
		who := ix.byMRS.of(uint32(rome))
		from, _ := slices.BinarySearch(who, first)
		for _, n := range who[from:] {
			if n >= end {
				break
			}
			if ix.agency[n] == agency {
				validated[n] = append(validated[n], ix.words.romes.name(uint32(rome)))
			}
		}
	}
	return func(yield func(Person) bool) {
		place := sort.Search(len(ix.places), func(p int) bool { return ix.first[p+1] > first })
		for n := first; n < end; n++ {
			for ix.first[place+1] <= n {
				place++
			}
			if ix.agency[n] == agency && !yield(ix.profile(n, place, validated[n])) {
				return
			}
		}
	}
}

func (ix *Index) profile(n uint32, place int, validated []string) Person {
	p := Person{
		ID: string(ix.id.of(n)), Place: &ix.places[place], RadiusKm: int(ix.radius[n]), InTime: ix.late[n] <= ix.lastDay, MRS: validated,
	}
	for _, t := range ix.trades.of(n) {
		p.Trades = append(p.Trades, Trade{Rome: ix.words.romes.name(t.rome), Appellation: ix.words.titles.name(t.appellation), Months: int(t.months)})
	}
	return p
}
