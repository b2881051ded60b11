package prospects

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"vigie/analytics/pools"
)

// The oracle is the definitions of the package comment, written as plainly as can be
// and sharing no code with the index. Where the two differ, one is wrong.

type naiveNeed struct {
	rome                string
	expected            float64
	offers, hires, open int
	lift                float64
}

// needsOf is what an establishment is expected to do, in a year, by trade.
func (w world) needsOf(s Source) map[string]naiveNeed {
	all := map[string]naiveNeed{}
	for _, rome := range romes {
		d := naiveNeed{rome: rome}
		for _, h := range w.hirings {
			if h.Siret == s.Siret && h.Rome == rome {
				d.offers, d.hires, d.open = h.Offers, h.Hires, h.OpenOffers
			}
		}
		share := 0.0
		for _, a := range w.affinities {
			if a.Naf == s.Naf && a.Rome == rome {
				share, d.lift = a.Share, a.Lift
			}
		}
		// 12/24 × (1 × sector + own) / (1 + 1)
		d.expected = millionth((s.SectorHires*share + float64(d.hires)) / 4)
		if d.expected > 0 && (d.offers > 0 || d.lift >= 2) {
			all[rome] = d
		}
	}
	return all
}

// deepOf are the 20 trades that most job seekers of an agency have.
func (w world) deepOf(agency string) (all []tradeDepth) {
	for _, d := range w.depths {
		if d.agency == agency {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b tradeDepth) int {
		return cmp.Or(cmp.Compare(b.jobSeekers, a.jobSeekers), cmp.Compare(a.rome, b.rome))
	})
	return all[:min(20, len(all))]
}

type naiveProspect struct {
	siret    string
	expected float64
}

func (w world) prospectsOf(agency string) (all []naiveProspect) {
	for _, s := range w.sources {
		if s.Agency != agency || s.OpenOffers > 0 {
			continue
		}
		p := naiveProspect{siret: s.Siret}
		for _, t := range w.deepOf(agency) {
			p.expected += math.Min(w.needsOf(s)[t.rome].expected, float64(t.jobSeekers))
		}
		if p.expected = millionth(p.expected); p.expected > 0 {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b naiveProspect) int {
		return cmp.Or(cmp.Compare(b.expected, a.expected), cmp.Compare(a.siret, b.siret))
	})
	return all
}

type naiveCall struct {
	siret    string
	km       float64
	expected float64
}

type naivePromotion struct {
	id, rome string
	expected float64
	chance   float64
	months   int
	calls    []naiveCall
}

// promote ranks what is within reach of a person.
func (w world) promote(agency string, p person) naivePromotion {
	out := naivePromotion{id: p.ID}
	sums := map[string]float64{}
	for _, s := range w.sources {
		km, reached := naiveReach(p, s)
		if !reached {
			continue
		}
		best := naiveCall{siret: s.Siret, km: km}
		for rome, d := range w.needsOf(s) {
			if monthsIn(p, rome) < 0 {
				continue
			}
			sums[rome] += d.expected
			best.expected = math.Max(best.expected, d.expected)
		}
		if best.expected > 0 {
			out.calls = append(out.calls, best)
		}
	}
	slices.SortFunc(out.calls, func(a, b naiveCall) int {
		return cmp.Or(cmp.Compare(b.expected, a.expected), cmp.Compare(a.km, b.km), cmp.Compare(a.siret, b.siret))
	})
	for _, rome := range romes {
		if sums[rome] == 0 {
			continue
		}
		rivals := 5
		for _, d := range w.depths {
			if d.agency == agency && d.rome == rome {
				rivals = d.jobSeekers
			}
		}
		chance, months := math.Floor(millionth(sums[rome])*1e6/float64(rivals)+1e-6), monthsIn(p, rome)
		if out.rome == "" || chance > out.chance || chance == out.chance && months > out.months {
			out.rome, out.expected, out.chance, out.months = rome, millionth(sums[rome]), chance, months
		}
	}
	return out
}

// monthsIn is a person's experience in a trade, -1 for who has not got it.
func monthsIn(p person, rome string) int {
	months := -1
	for _, t := range p.Trades {
		if t.Rome == rome {
			months = max(months, t.Months)
		}
	}
	if slices.Contains(p.MRS, rome) {
		months = max(months, 0)
	}
	return months
}

// naiveReach is the haversine formula.
func naiveReach(p person, s Source) (km float64, reached bool) {
	if p.home.code != "" && p.home.code == s.Commune {
		return 0, true
	}
	if p.home.at == nil || s.Point == nil {
		return 0, false
	}
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sin2 := func(x float64) float64 { return math.Sin(x/2) * math.Sin(x/2) }
	a, b := p.home.at, s.Point
	h := sin2(rad(a.Latitude-b.Latitude)) + math.Cos(rad(a.Latitude))*math.Cos(rad(b.Latitude))*sin2(rad(a.Longitude-b.Longitude))
	km = millionth(2 * 6371 * math.Asin(math.Sqrt(h)))
	return km, km <= float64(p.RadiusKm)
}

// promotionsOf are the persons of an agency who are available in time, by chance.
func (w world) promotionsOf(agency string) (all []naivePromotion) {
	for _, p := range w.persons {
		if p.InTime {
			if n := w.promote(agency, p); n.rome != "" {
				all = append(all, n)
			}
		}
	}
	slices.SortFunc(all, func(a, b naivePromotion) int {
		return cmp.Or(cmp.Compare(b.chance, a.chance), cmp.Compare(b.months, a.months), cmp.Compare(a.id, b.id))
	})
	return all
}

func millionth(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// person is a job seeker and where he lives.
type person struct {
	pools.Person
	home commune
}

func siretOf(n int) string { return strconv.Itoa(10000000000000 + n) }
