package prospects

import (
	"cmp"
	"iter"
	"slices"

	"vigie/analytics/pools"
	"vigie/data/rules"
)

// promoted is a person on the way to a page, in the trade of the best chance.
type promoted struct {
	person pools.Person
	rome   uint32
	needed int64 // hires expected within reach, in millionths
	chance int64 // for each of the job seekers who have the trade
	months int
	mrs    bool
}

// Promotions gives the persons of an agency's portfolio, which the caller was given
// the right to read, by their chance; calls is how many establishments each comes with, 0 =
// the default. ok is false for an unknown agency; err is ErrBadCursor.
func (ix *Index) Promotions(code string, portfolio iter.Seq[pools.Person], calls int, q Query) (out Promotions, ok bool, err error) {
	agency, named, ok := ix.agency(code)
	if !ok {
		return Promotions{}, false, nil
	}
	at, err := ix.page("promotions", code, q)
	if err != nil {
		return Promotions{}, true, err
	}
	var found []promoted
	var neighbours []pools.Person // of one place
	flush := func() {
		ix.within(neighbours, func(p pools.Person, needed []int64) {
			if best := ix.best(agency, p, needed); best.needed > 0 {
				found = append(found, best)
			}
		})
		neighbours = neighbours[:0]
	}
	for p := range portfolio {
		if !p.InTime {
			continue
		}
		if len(neighbours) > 0 && neighbours[0].Place != p.Place {
			flush()
		}
		neighbours = append(neighbours, p)
	}
	flush()
	slices.SortFunc(found, func(a, b promoted) int {
		return cmp.Or(cmp.Compare(b.chance, a.chance), cmp.Compare(b.months, a.months), cmp.Compare(a.person.ID, b.person.ID))
	})
	out = Promotions{Snapshot: ix.snapshot, AsOf: iso(ix.asOf), Agency: named, Size: len(found), Rows: []Promotion{}}
	from, end := at.slice(len(found), cmp.Or(q.Limit, rules.PromotionPersons.Int()), rules.PromotionPersonsMax.Int())
	for _, p := range found[from:end] {
		out.Rows = append(out.Rows, ix.promotion(agency, p, calls))
	}
	out.Next = at.next(end, len(found))
	return out, true, nil
}

// Promotion gives one person of an agency, and the establishments to call. ok is false
// for an unknown agency.
func (ix *Index) Promotion(code string, p pools.Person, calls int) (out Promotions, ok bool) {
	agency, named, ok := ix.agency(code)
	if !ok {
		return Promotions{}, false
	}
	out = Promotions{Snapshot: ix.snapshot, AsOf: iso(ix.asOf), Agency: named, Rows: []Promotion{}}
	ix.within([]pools.Person{p}, func(p pools.Person, needed []int64) {
		best := ix.best(agency, p, needed)
		if best.needed > 0 {
			out.Size = 1
		}
		out.Rows = append(out.Rows, ix.promotion(agency, best, calls))
	})
	return out, true
}

// within gives each of the persons of one place, with what is needed within the
// person's radius, by trade.
func (ix *Index) within(persons []pools.Person, give func(p pools.Person, needed []int64)) {
	if len(persons) == 0 {
		return
	}
	slices.SortStableFunc(persons, func(a, b pools.Person) int { return cmp.Compare(a.RadiusKm, b.RadiusKm) })
	reached := ix.reach(persons[len(persons)-1])
	needed := make([]int64, ix.romes.count())
	for _, p := range persons {
		for len(reached) > 0 && reached[0].km <= float64(p.RadiusKm) {
			for _, t := range ix.needed[reached[0].place] {
				needed[t.rome] += t.hires
			}
			reached = reached[1:]
		}
		give(p, needed)
	}
}

// reached is a place within somebody's radius.
type reached struct {
	place int
	km    float64
}

// reach gives the places within a person's radius, the nearest first.
func (ix *Index) reach(p pools.Person) (all []reached) {
	for i := range ix.places {
		if km, ok := p.Place.Within(&ix.places[i], float64(p.RadiusKm)); ok {
			all = append(all, reached{i, km})
		}
	}
	slices.SortFunc(all, func(a, b reached) int {
		return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(ix.codes[a.place], ix.codes[b.place]))
	})
	return all
}

// trades are those of a person, MRS validations among them, each once.
func trades(p pools.Person) (all []pools.Trade) {
	for _, t := range p.Trades {
		if i := slices.IndexFunc(all, func(u pools.Trade) bool { return u.Rome == t.Rome }); i >= 0 {
			all[i].Months = max(all[i].Months, t.Months)
		} else if t.Rome != "" {
			all = append(all, t)
		}
	}
	for _, rome := range p.MRS {
		if !slices.ContainsFunc(all, func(t pools.Trade) bool { return t.Rome == rome }) {
			all = append(all, pools.Trade{Rome: rome})
		}
	}
	return all
}

// best finds the trade in which a person has the best chance.
func (ix *Index) best(agency uint32, p pools.Person, needed []int64) promoted {
	best := promoted{person: p}
	for _, t := range trades(p) {
		rome, known := ix.romes.number[t.Rome]
		if !known || needed[rome] == 0 {
			continue
		}
		c := promoted{person: p, rome: rome, needed: needed[rome], months: t.Months, mrs: slices.Contains(p.MRS, t.Rome)}
		c.chance = c.needed / int64(ix.rivals(agency, rome))
		if best.rome == 0 || cmp.Or(cmp.Compare(c.chance, best.chance), cmp.Compare(c.months, best.months), cmp.Compare(best.name(ix), c.name(ix))) > 0 {
			best = c
		}
	}
	return best
}

func (p *promoted) name(ix *Index) string { return ix.romes.text[p.rome] }

// rivals is how many job seekers of an agency have a trade, as far as it is told:
// rules.DisclosurePersons stands for fewer.
func (ix *Index) rivals(agency, rome uint32) int {
	for _, d := range ix.depth[agency] {
		if d.rome == rome {
			return d.jobSeekers
		}
	}
	return rules.DisclosurePersons.Int()
}

// call is an establishment on the way to a person's list.
type call struct {
	n    uint32
	at   reached
	need need
}

func (ix *Index) promotion(agency uint32, p promoted, calls int) Promotion {
	rome := ix.romes.text[p.rome]
	out := Promotion{
		JobSeekerID: p.person.ID, Rome: rome, RomeLabel: ix.labels["rome "+rome], Months: p.months, MRS: p.mrs,
		ExpectedHires: units(p.needed), JobSeekers: ix.rivals(agency, p.rome), Establishments: []Call{},
	}
	most := cmp.Or(max(calls, 0), rules.PromotionCalls.Int())
	var found []call
	order := func(a, b call) int {
		return cmp.Or(cmp.Compare(b.need.expected, a.need.expected), cmp.Compare(a.at.km, b.at.km), cmp.Compare(ix.all[a.n].siret, ix.all[b.n].siret))
	}
	held := trades(p.person)
	for _, at := range ix.reach(p.person) {
		for n := ix.first[at.place]; n < ix.first[at.place+1]; n++ {
			if d, ok := ix.most(n, held); ok {
				found = append(found, call{n, at, d})
			}
		}
		if len(found) > 64*most { // the best are kept on the way
			slices.SortFunc(found, order)
			found = found[:most]
		}
	}
	slices.SortFunc(found, order)
	for _, c := range found[:min(most, len(found))] {
		out.Establishments = append(out.Establishments, Call{
			Establishment: ix.about(c.n, c.at.place), DistanceKm: c.at.km, Need: ix.shown(c.need), OpenOffers: int(c.need.open), Reasons: ix.callReasons(c),
		})
	}
	out.Reasons = promotionReasons(out)
	return out
}

// most is what establishment n needs most of a person's trades.
func (ix *Index) most(n uint32, held []pools.Trade) (best need, ok bool) {
	for _, t := range held {
		rome, known := ix.romes.number[t.Rome]
		if !known {
			continue
		}
		if d, needs := ix.need(n, rome); needs && (!ok || cmp.Or(cmp.Compare(d.expected, best.expected), cmp.Compare(ix.romes.text[best.rome], t.Rome)) > 0) {
			best, ok = d, true
		}
	}
	return best, ok
}
