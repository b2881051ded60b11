package attractivity

import (
	"math"

	"vigie/data/rules"
)

// side gathers the applications at 30 days per position of the offers on one side
// of a difference.
type side struct {
	n            int
	sum, squares float64
}

func (s *side) add(y float64) { s.n, s.sum, s.squares = s.n+1, s.sum+y, s.squares+y*y }

func (s *side) mean() float64 { return s.sum / float64(s.n) }

// noise is the variance of the mean over its square: that of its logarithm, by the
// delta method.
func (s *side) noise() float64 {
	n := float64(s.n)
	variance := max(0, (s.squares-s.sum*s.sum/n)/(n-1))
	return variance / n / (s.mean() * s.mean())
}

// difference compares the two sides; nil when either is small, or has no application.
func difference(better, rest *side) *Difference {
	if least := rules.DifferenceMinOffers.Int(); better.n < least || rest.n < least || better.sum == 0 || rest.sum == 0 {
		return nil
	}
	ratio := better.mean() / rest.mean()
	spread := math.Exp(rules.ConfidenceZ.Float() * math.Sqrt(better.noise()+rest.noise()))
	return &Difference{Ratio: ratio, Low: ratio / spread, High: ratio * spread, NBetter: better.n, NMine: rest.n}
}

// differences observes, for each criterion, the mature comparables that are strictly
// better than mine beside the others of known value, in one pass over the market.
func (v view) differences() [6]*Difference {
	row, f := &v.me.row, &v.ix.facts
	mine := [6]float64{orNaN(row.Salary), -orNaN(row.Experience), orNaN(rank(row)), orNaN(row.Hours), -orNaN(row.Requirements), orNaN(row.Writing)}
	var better, rest [6]side
	v.set.each(func(at int32) {
		if !f.isMature[at] || at == v.me.at {
			return
		}
		y := f.perPosition(at)
		theirs := [6]float64{f.salary[at], -f.experience[at], f.stabilityOf(at), f.hoursOf(at), -f.requirementsOf(at), f.writingOf(at)}
		if f.apprentice[at] != row.Apprenticeship {
			theirs[0] = math.NaN()
		}
		for i, value := range theirs {
			if value > mine[i] {
				better[i].add(y)
			} else if value <= mine[i] { // neither when one is unknown
				rest[i].add(y)
			}
		}
	})
	var all [6]*Difference
	for i := range all {
		all[i] = difference(&better[i], &rest[i])
	}
	return all
}
