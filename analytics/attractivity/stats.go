package attractivity

import (
	"math"

	"vigie/data/rules"
)

// stats are the figures of a set of comparables, kept so that the same figures
// without any one of them are found without going through the set again.
type stats struct {
	ranges     [][2]int32 // places among the facts
	n          int
	jobSeekers int

	openNow, positions, closed, filled, apprentices int

	daysToFill               spread
	salary, salaryApprentice spread // apprenticeships are compared with apprenticeships
	experience               spread
	stability                spread // ranks of contracts
	months                   spread // lengths of the fixed terms
	hours                    spread
	requirements, writing    spread
	partTimes, fullTimes     int

	employers map[uint64]int32
	series    map[int32]*monthSum // by months since year 0
	curve     []curveDay
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
	s := &stats{ranges: ranges, employers: map[uint64]int32{}, series: map[int32]*monthSum{}}
	var days, salary, salaryApprentice, experience, stability, months, hours, requirements, writing []float64
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
		switch f.workingTime[at] {
		case partTime:
			s.partTimes++
		case fullTime:
			s.fullTimes++
		}
		if f.apprentice[at] {
			keep(&salaryApprentice, f.salary[at])
		} else {
			keep(&salary, f.salary[at])
		}
		keep(&days, float64(f.daysToFill[at]))
		keep(&experience, f.experience[at])
		keep(&stability, f.stabilityOf(at))
		keep(&months, f.monthsOf(at))
		keep(&hours, f.hoursOf(at))
		keep(&requirements, f.requirementsOf(at))
		keep(&writing, f.writingOf(at))
		s.addMonth(f, at)
	})
	s.daysToFill, s.salary, s.salaryApprentice, s.experience = newSpread(days), newSpread(salary), newSpread(salaryApprentice), newSpread(experience)
	s.stability, s.months, s.hours = newSpread(stability), newSpread(months), newSpread(hours)
	s.requirements, s.writing = newSpread(requirements), newSpread(writing)
	s.curve = newCurve(f, today, s)
	return s
}

// salaries are those an offer is compared with.
func (s *stats) salaries(apprentice bool) spread {
	if apprentice {
		return s.salaryApprentice
	}
	return s.salary
}

func (s *stats) addMonth(f *facts, at int32) {
	key := monthOf(f.created[at])
	m := s.series[key]
	if m == nil {
		m = &monthSum{}
		s.series[key] = m
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

func curveDays() int { return rules.CurveDays.Int() }
