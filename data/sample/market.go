package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"vigie/data/reference"
)

// Market draws the entrusted offers of one trade in one place as Generate does, with
// the applications that they get, without writing them: many markets with known
// effects in the time of one night.
type Market struct {
	w     *world
	trade *trade
	place int // number of its commune
}

// MarketOffer is an offer of a market and what it got. Days count
// from 1970.
type MarketOffer struct {
	Day          int
	ClosedAge    int // −1 while open
	Positions    int
	Contract     string
	Months       int // of a fixed term
	Hours        float64
	IsPartTime   bool
	IsApprentice bool
	Experience   float64 // months, a wished one halved
	Salary       float64 // yearly, full time; 0 when it is not shown
	Ages         []int   // of the offer at each application, in no order
	Factor       float64 // what the effects multiply its applications by
}

// NewMarket prepares the market of a trade, by its parent code, in the first place of
// those where it is found.
func NewMarket(asOf time.Time, ref *reference.Set, trade string, effects EffectSet) (*Market, error) {
	w := newWorld(Options{AsOf: asOf, Scale: 0.001, Months: fullMonths, Reference: ref})
	w.effects = &effects
	at := slices.IndexFunc(w.pairs, func(p pair) bool { return w.trades[p.trade].code == trade })
	if at < 0 {
		return nil, fmt.Errorf("%w: no offers of trade %q", ErrOptions, trade)
	}
	return &Market{w: w, trade: &w.trades[w.pairs[at].trade], place: int(w.pairs[at].commune)}, nil
}

// Draw draws the n offers of a seed.
func (m *Market) Draw(seed uint64, n int) []MarketOffer {
	r := rand.New(rand.NewPCG(mix(seed), 0))
	all := make([]MarketOffer, 0, n)
	var made []application
	for number := uint64(0); len(all) < n; number++ {
		day := m.w.first + r.IntN(m.w.end-m.w.first)
		o := offer{number: number, day: day, created: workingTime(day, r.Uint32()), trade: m.trade, at: &m.w.communes[m.place], place: m.place}
		m.w.drawRest(r, &o, true)
		if o.wording == Underpaid || o.reason == "DOUBLON" || o.reason == "NON_CONFORME" {
			continue // its pay is not what its rank says; it is no comparable
		}
		made = m.w.drawApplications(r, &o, made)
		all = append(all, m.told(&o, made))
	}
	return all
}

// told is what is to be known of an offer.
func (m *Market) told(o *offer, made []application) MarketOffer {
	t := MarketOffer{
		Day: o.day, ClosedAge: -1, Positions: o.positions, Contract: o.contract, Months: o.contractMonths, Hours: float64(o.hours) / 4,
		IsPartTime: o.partTime, IsApprentice: o.apprentice, Experience: float64(o.experienceMonths), Factor: m.w.effects.factor(o),
	}
	if o.closed {
		t.ClosedAge = o.closingDay - o.day
	}
	if o.experience == 'S' {
		t.Experience /= 2
	}
	if o.salaryShown {
		t.Salary = o.annual
	}
	for _, a := range made {
		t.Ages = append(t.Ages, a.day-o.day)
	}
	return t
}
