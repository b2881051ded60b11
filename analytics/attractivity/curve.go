package attractivity

import (
	"math"
	"slices"
)

// Quartiles of the curve.
var quartiles = [3]float64{0.25, 0.5, 0.75}

// curveDay keeps, for one age, what the three quartiles need with or without any
// one offer: the three neighbours of each quartile in the sorted sample.
type curveDay struct {
	n    int
	near [3][3]float64
}

// newCurve computes the quartiles of the applications cumulated per position
// before each age, 0 to the last day of the curve. An offer younger than an age
// does not count at it; a closed one keeps its last value.
func newCurve(f *facts, today int32, s *stats) []curveDay {
	days := curveDays() + 1
	curve := make([]curveDay, days)
	values := make([]float64, 0, s.n)
	before := make([]uint16, s.n) // applications before the age, of each offer
	for day := range days {
		values = values[:0]
		i := 0
		s.each(func(at int32) {
			ages := f.agesOf(at)
			for int(before[i]) < len(ages) && int(ages[before[i]]) < day {
				before[i]++
			}
			if f.closeAge[at] >= 0 || today-f.created[at] >= int32(day) {
				values = append(values, float64(before[i])/float64(f.positions[at]))
			}
			i++
		})
		slices.Sort(values)
		curve[day] = newCurveDay(values)
	}
	return curve
}

func newCurveDay(sorted []float64) curveDay {
	d := curveDay{n: len(sorted)}
	for q, p := range quartiles {
		first := firstNeighbour(d.n, p)
		for k := range 3 {
			if at := first + k; at < d.n {
				d.near[q][k] = sorted[at]
			}
		}
	}
	return d
}

// firstNeighbour is where the quantile of a sample of n − 1 starts; that of the
// whole sample of n starts there or one further.
func firstNeighbour(n int, p float64) int {
	return int(math.Floor(float64(max(n-2, 0)) * p))
}

// quantile is quartile q at this age; with take, value is left out of the sample.
func (d curveDay) quantile(q int, value float64, take bool) *float64 {
	n := d.n
	if take {
		n--
	}
	if n <= 0 {
		return nil
	}
	h := float64(n-1) * quartiles[q]
	lo := int(math.Floor(h))
	at := func(i int) float64 {
		k := i - firstNeighbour(d.n, quartiles[q])
		if take && d.near[q][k] >= value {
			k++
		}
		return d.near[q][k]
	}
	v := at(lo)
	if frac := h - float64(lo); frac > 0 {
		v += frac * (at(lo+1) - v)
	}
	return &v
}
