package pools

import (
	"math"
	"slices"

	"vigie/data/rules"
)

// The steps of the funnel, in order.
const (
	StepPortfolio    = "portfolio"
	StepTrade        = "trade"
	StepPlace        = "place"
	StepAvailability = "availability"
	StepContract     = "contract"
	StepLicences     = "licences"
	StepLanguages    = "languages"
)

// Steps lists the steps of the funnel, in order.
func Steps() []string {
	return []string{StepPortfolio, StepTrade, StepPlace, StepAvailability, StepContract, StepLicences, StepLanguages}
}

// How the trade of a job seeker reaches an offer, closest first.
const (
	ReachAppellation = "appellation"
	ReachRome        = "rome"
	ReachNear        = "near"
	ReachMRS         = "mrs" // validated by simulation, none of the trades reaches
)

// judgement is what an eligible job seeker is worth for an offer: points in millionths.
type judgement struct {
	trade, skills, experience, distance, availability, salary int64

	reach   string
	through trade // the trade that gives the reach; none for MRS alone
	mrs     bool
	matched int // weight of the skills matched
}

func (j *judgement) score() int64 {
	return j.trade + j.skills + j.experience + j.distance + j.availability + j.salary
}

// share is the points of weight × part, part being cut to 0–1.
func share(weight *rules.Rule, part float64) int64 {
	return int64(math.Round(weight.Float() * min(max(part, 0), 1) * millionths))
}

// judge scores an eligible job seeker at a distance from the offer.
func (s *search) judge(n uint32, distance int64) judgement {
	ix, o := s.ix, s.o
	var j judgement
	_, j.mrs = slices.BinarySearch(s.validated, n)
	j.reach, j.through = s.closest(n)
	switch {
	case j.mrs || j.reach == ReachAppellation:
		j.trade = share(rules.PoolTrade, 1)
	case j.reach == ReachRome:
		j.trade = share(rules.PoolTradeSameRome, 1)
	default:
		j.trade = share(rules.PoolTradeNear, 1)
	}

	for _, skill := range ix.skills.of(n) {
		j.matched += int(s.weights[skill])
	}
	j.skills = share(rules.PoolSkills, 1)
	if o.weight > 0 && !j.mrs {
		j.skills = share(rules.PoolSkills, float64(j.matched)/float64(o.weight))
	}

	j.experience = share(rules.PoolExperience, 1)
	if o.months > 0 {
		j.experience = share(rules.PoolExperience, float64(j.through.months)/float64(o.months))
	}

	switch distance {
	case 0:
		j.distance = share(rules.PoolDistance, 1)
	case unknown:
	default:
		j.distance = share(rules.PoolDistance, 1-float64(distance)/millionths/float64(ix.radius[n]))
	}

	j.availability = share(rules.PoolAvailability, 1-float64(ix.late[n])/float64(ix.lastDay))
	j.salary = share(rules.PoolSalary, 1)
	if wish := ix.wish[n]; wish > 0 && o.salary > 0 {
		j.salary = share(rules.PoolSalary, o.salary/wish)
	}
	return j
}

// closest gives the closest reach of a job seeker's trades, and of the trades
// that give it the one of most experience.
func (s *search) closest(n uint32) (string, trade) {
	const none, near, rome, appellation = 0, 1, 2, 3
	var best trade
	reach := none
	for _, t := range s.ix.trades.of(n) {
		r := none
		switch {
		case t.appellation != 0 && t.appellation == s.o.appellation:
			r = appellation
		case t.rome != 0 && t.rome == s.o.rome:
			r = rome
		case s.nearTrades && slices.Contains(s.o.near, t.rome):
			r = near
		}
		if r > reach || r == reach && r != none && t.months > best.months {
			reach, best = r, t
		}
	}
	return [...]string{ReachMRS, ReachNear, ReachRome, ReachAppellation}[reach], best
}
