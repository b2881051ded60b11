package sample

import (
	"math"
	"math/rand/v2"
)

// Kinds of offers: they number apart, and number what is drawn for them.
const (
	entrusted = iota
	partner
	copied  // an entrusted offer that a partner publishes too
	planted // one that repeats another
)

// offer is one offer as drawn, before any format.
type offer struct {
	number  uint64 // unique among all offers
	kind    int
	trade   *trade
	at      *commune
	place   int // its number
	title   title
	rome    string // the code it is published under
	romeTag string // and the label of that code
	agency  *agency

	created, updated int64 // seconds
	day              int   // of creation
	closed           bool
	closing          int64
	closingDay       int // when not closed, the day it would close, or never
	reason           string
	filledAt         int64
	positions        int
	filled           int

	contract         string
	contractMonths   int
	hours            int // weekly, in quarters of an hour
	partTime         bool
	apprentice       bool
	experience       byte // D, S, E
	experienceMonths int

	salaryShown bool
	salaryRank  float64 // place among the salaries of the trade, 0 to 1
	annual      float64 // yearly, gross, full time

	employer uint64
	services int
	noise    float64

	wording  Kind // what its text or pay may not say
	sentence string
	plant    Kind   // how it repeats another, or is repeated
	of       *offer // the offer it repeats
}

// isEntrusted says that an offer is the public service's, or repeats one of its.
func (o *offer) isEntrusted() bool {
	return o.kind == entrusted || o.of != nil && o.of.kind == entrusted
}

// isOfficial says that an offer is the public service's.
func (o *offer) isOfficial() bool { return o.isEntrusted() && o.kind != copied }

// smicYear is the highest yearly minimum wage of the years drawn: no offer is
// under the minimum of its day.
const smicYear = 12.02 * 1820

// never is the day of what doesn't come: the closing of an offer that goes on
// recruiting, an answer that nobody gives.
const never = math.MaxInt32

// announcedEvery is how many offers of the last day there are for one that is dated
// after it.
const announcedEvery = 40

// refreshedWithin is how many days after creation a partner's offer is last refreshed.
const refreshedWithin = 90

var (
	experiences = []choice[int]{{20, 3}, {40, 6}, {70, 12}, {85, 24}, {95, 36}, {100, 60}}
	fixedMonths = []choice[int]{{15, 1}, {30, 2}, {52, 3}, {60, 4}, {84, 6}, {88, 8}, {97, 12}, {100, 18}}
	positions   = []choice[int]{{88, 1}, {94, 2}, {96, 3}, {98, 4}, {99, 5}, {100, 10}}
	fullHours   = []choice[int]{{72, 4 * 35}, {75, 4*36 + 1}, {80, 4 * 37}, {82, 4*37 + 2}, {100, 4 * 39}}
	partHours   = []choice[int]{{5, 4 * 6}, {10, 4 * 10}, {20, 4 * 15}, {30, 4*17 + 2}, {45, 4 * 20}, {70, 4 * 24}, {80, 4 * 25}, {90, 4 * 28}, {100, 4 * 30}}
)

// drawOffer draws an offer of a day; number says which.
func (w *world) drawOffer(r *rand.Rand, o *offer, number uint64, day int, isEntrusted bool) {
	*o = offer{number: number, day: day, created: workingTime(day, r.Uint32())}
	month := int(w.text[day-w.textFrom][5]-'0')*10 + int(w.text[day-w.textFrom][6]-'0') - 1
	for {
		p := w.pairs[w.offers.draw(r)]
		o.trade, o.at, o.place = &w.trades[p.trade], &w.communes[p.commune], int(p.commune)
		keep := 0.75
		if o.trade.season != nil {
			keep = o.trade.season[month]
		}
		if r.Float64() < keep {
			break
		}
	}
	w.drawRest(r, o, isEntrusted)
}

// drawRest draws an offer whose day, trade and place are drawn.
func (w *world) drawRest(r *rand.Rand, o *offer, isEntrusted bool) {
	number, day := o.number, o.day
	o.agency = &w.agencies[o.at.agency]
	w.drawTitle(r, o)
	o.drawTerms(r)
	o.employer = w.employers.draw(r, o.trade, o.place)
	o.updated = o.created
	o.noise = math.Exp(0.35*r.NormFloat64() - 0.06)
	if o.wording, o.sentence = wordingOf(number); o.wording == Underpaid {
		if o.apprentice {
			o.wording = ""
		} else {
			o.annual, o.salaryShown = underpaid, true
		}
	}
	if !isEntrusted {
		o.kind = partner
		if after := r.IntN(refreshedWithin); r.IntN(3) > 0 && day+after < w.end { // partners refresh what they still publish
			o.updated = o.created + int64(after)*daySeconds
		}
		if day == w.end-1 && number%announcedEvery == 7 { // told before its day
			o.created += int64(1+number%5) * daySeconds
			o.updated = o.created
		}
		return
	}
	if r.IntN(2) == 0 {
		o.services = 1 + r.IntN(3)*r.IntN(2)
	}
	w.drawClosing(r, o)
}

// drawTitle picks a title and the code it goes under: ROME 4.0 codes were only in
// use in the last year, before that their parent stood for them.
func (w *world) drawTitle(r *rand.Rand, o *offer) {
	t := o.trade
	o.rome, o.romeTag = t.code, t.label
	if len(t.newTitles) > 0 && r.IntN(100) < w.children {
		o.title = t.newTitles[t.newDraw.draw(r)]
		if o.day >= w.end-365 {
			o.rome, o.romeTag = o.title.rome, o.title.romeLabel
		}
		return
	}
	o.title = t.titles[t.titleDraw.draw(r)]
}

// drawTerms draws what Effects depend on, each independently.
func (o *offer) drawTerms(r *rand.Rand) {
	t := o.trade
	o.contract = pick(r, t.contract)
	if o.contract == "CDD" || o.contract == "MIS" || o.contract == "SAI" || o.contract == "DDI" {
		o.contractMonths = pick(r, fixedMonths)
	}
	o.partTime = r.IntN(100) < t.partTime
	o.hours = pick(r, fullHours)
	if o.partTime {
		o.hours = pick(r, partHours)
	}
	o.apprentice = o.contract == "CDD" && !o.partTime && r.IntN(100) < 5
	switch x := r.IntN(100); {
	case x < t.beginner:
		o.experience = 'D'
	case x < t.beginner+12:
		o.experience, o.experienceMonths = 'S', pick(r, experiences)
	default:
		o.experience, o.experienceMonths = 'E', pick(r, experiences)
	}
	o.salaryRank = r.Float64()
	o.salaryShown = r.IntN(1000) >= 325
	o.annual = t.salary(o.salaryRank)
	o.positions = pick(r, positions)
}

// salary is the wage at a rank of a trade: it grows strictly from the minimum
// wage, its median is the trade's.
func (t *trade) salary(rank float64) float64 {
	const slow, fast = 0.7, 0.6 // of a rank and of its cube
	spread := (t.pay - 1) / (slow*0.5 + fast*0.125)
	return smicYear * (1 + spread*(slow*rank+fast*rank*rank*rank))
}

// drawClosing draws how an entrusted offer ends, near the published rates: half
// close within 47 days, one in thirteen goes on, of the closed five in six are filled.
func (w *world) drawClosing(r *rand.Rand, o *offer) {
	o.closingDay = never
	if r.IntN(1000) < 75 {
		return
	}
	const median, spread = 47, 0.7
	delay := median * (1 - 0.1*o.agency.ease) * math.Exp(spread*r.NormFloat64())
	o.closingDay = o.day + max(1, int(math.Round(delay)))
	filled := 815 + int(40*o.agency.ease)
	if o.services > 0 {
		filled += 50
	}
	switch x := r.IntN(1000); {
	case x < 25:
		o.reason, o.closingDay = "DOUBLON", o.day+1+r.IntN(10)
		if x < 10 {
			o.reason = "NON_CONFORME"
		}
	case x-25 < filled*975/1000:
		o.reason = "POURVUE_AUTRE"
		if r.IntN(100) < 40 {
			o.reason = "POURVUE_PE"
		}
		o.filled = o.positions
		if o.positions > 1 && r.IntN(5) == 0 {
			o.filled = 1 + r.IntN(o.positions-1)
		}
	case x%5 < 2:
		o.reason = "ABANDON"
	default:
		o.reason = "ECHEC"
	}
	if o.closingDay >= w.end {
		return // still open on the as-of date
	}
	o.closed = true
	o.closing = workingTime(o.closingDay, r.Uint32())
	o.updated = o.closing
	if o.filled > 0 {
		age := o.closingDay - o.day
		o.filledAt = o.closing - int64(r.IntN(age/2+1))*daySeconds
		o.filledAt = max(o.filledAt, o.created)
	}
}

// until is the last day on which an offer could receive applications.
func (w *world) until(o *offer) int { return min(o.closingDay, w.end-1) }
