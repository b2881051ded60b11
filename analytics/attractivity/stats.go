package attractivity

import (
	"math"
	"slices"

	"vigie/data/rules"
)

// stats are the figures of a set of comparables, kept so that the same figures
// without any one of them are found without going through the set again.
type stats struct {
	ranges     [][2]int32 // places among the facts
	n          int
	jobSeekers int

	openNow, positions, closed, filled, apprentices int
	daysToFill                                      []float64 // sorted
	salary                                          []float64 // sorted; apprenticeships apart
	salaryApprentice                                []float64
	experience                                      []float64
	employers                                       map[uint32]int32
	months                                          map[int32]*monthSum // by months since year 0
	curve                                           []curveDay
}

type monthSum struct {
	offers, positions, mature int
	applications              float64 // at 30 days, per position, of the mature ones
}

func (s *stats) holds(at int32) bool {
	for _, r := range s.ranges {
		if at >= r[0] && at < r[1] {
			return true
		}
	}
	return false
}

func (s *stats) each(visit func(at int32)) {
	for _, r := range s.ranges {
		for at := r[0]; at < r[1]; at++ {
			visit(at)
		}
	}
}

func newStats(f *facts, today int32, ranges [][2]int32) *stats {
	s := &stats{ranges: ranges, employers: map[uint32]int32{}, months: map[int32]*monthSum{}}
	s.each(func(at int32) {
		s.n++
		s.positions += int(f.positions[at])
		if f.closeAge[at] < 0 {
			s.openNow++
		} else {
			s.closed++
		}
		if f.isFilled[at] {
			s.filled++
		}
		if f.apprentice[at] {
			s.apprentices++
		}
		if f.employer[at] != 0 {
			s.employers[f.employer[at]]++
		}
		keep(&s.daysToFill, float64(f.daysToFill[at]))
		keep(&s.experience, f.experience[at])
		keep(s.salaries(f.apprentice[at]), f.salary[at])
		s.addMonth(f, at)
	})
	for _, values := range [][]float64{s.daysToFill, s.experience, s.salary, s.salaryApprentice} {
		slices.Sort(values)
	}
	s.curve = newCurve(f, today, s)
	return s
}

// salaries are those an offer is compared with: apprenticeships stay out of the
// salaries of other offers.
func (s *stats) salaries(apprentice bool) *[]float64 {
	if apprentice {
		return &s.salaryApprentice
	}
	return &s.salary
}

func (s *stats) addMonth(f *facts, at int32) {
	key := monthOf(f.created[at])
	m := s.months[key]
	if m == nil {
		m = &monthSum{}
		s.months[key] = m
	}
	m.offers++
	m.positions += int(f.positions[at])
	if f.isMature[at] {
		m.mature++
		m.applications += float64(f.apps30[at]) / float64(f.positions[at])
	}
}

func keep(values *[]float64, v float64) {
	if !math.IsNaN(v) {
		*values = append(*values, v)
	}
}

// without is a sorted sample with one value taken out: take is false when
// nothing is.
type without struct {
	sorted []float64
	value  float64
	take   bool
}

func (w without) n() int {
	if w.take {
		return len(w.sorted) - 1
	}
	return len(w.sorted)
}

func (w without) at(i int) float64 {
	if w.take && w.sorted[i] >= w.value {
		return w.sorted[i+1]
	}
	return w.sorted[i]
}

// quantile is the linear interpolation of type 7; nil on an empty sample.
func (w without) quantile(p float64) *float64 {
	n := w.n()
	if n == 0 {
		return nil
	}
	h := float64(n-1) * p
	lo := int(math.Floor(h))
	v := w.at(lo)
	if frac := h - float64(lo); frac > 0 {
		v += frac * (w.at(lo+1) - v)
	}
	return &v
}

// percentile is the share of the sample below v plus half of the ties, 0 to 1.
func (w without) percentile(v float64) *float64 {
	n := w.n()
	if n == 0 {
		return nil
	}
	below, _ := slices.BinarySearch(w.sorted, v)
	through, _ := slices.BinarySearch(w.sorted, math.Nextafter(v, math.Inf(1)))
	ties := through - below
	if w.take {
		switch {
		case w.value < v:
			below--
		case w.value == v:
			ties--
		}
	}
	p := (float64(below) + float64(ties)/2) / float64(n)
	return &p
}

func curveDays() int { return rules.CurveDays.Int() }
