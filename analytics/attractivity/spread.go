package attractivity

import (
	"math"
	"slices"
)

// spread is a sorted sample, equal values kept once: values in order, and how many
// of the sample are up to each, itself included.
type spread struct {
	values []float64
	upTo   []int32
}

// newSpread makes a spread of values, which it sorts.
func newSpread(values []float64) spread {
	slices.Sort(values)
	distinct := 0
	for i, v := range values {
		if i == 0 || v != values[i-1] {
			distinct++
		}
	}
	s := spread{make([]float64, 0, distinct), make([]int32, 0, distinct)}
	for i, v := range values {
		if i == 0 || v != values[i-1] {
			s.values, s.upTo = append(s.values, v), append(s.upTo, 0)
		}
		s.upTo[len(s.upTo)-1] = int32(i + 1)
	}
	return s
}

func (s spread) n() int {
	if len(s.upTo) == 0 {
		return 0
	}
	return int(s.upTo[len(s.upTo)-1])
}

// at is the value of a place, from 0.
func (s spread) at(i int) float64 {
	k, _ := slices.BinarySearch(s.upTo, int32(i+1))
	return s.values[k]
}

// below is how many of the sample are less than v; through, at most v.
func (s spread) below(v float64) int {
	k, _ := slices.BinarySearch(s.values, v)
	return s.before(k)
}

func (s spread) through(v float64) int {
	k, found := slices.BinarySearch(s.values, v)
	if found {
		k++
	}
	return s.before(k)
}

func (s spread) before(k int) int {
	if k == 0 {
		return 0
	}
	return int(s.upTo[k-1])
}

// without is a sample with one value taken out: take is false when nothing is.
type without struct {
	spread
	value float64
	take  bool
}

func (w without) n() int {
	if w.take {
		return w.spread.n() - 1
	}
	return w.spread.n()
}

func (w without) at(i int) float64 {
	if v := w.spread.at(i); !w.take || v < w.value {
		return v
	}
	return w.spread.at(i + 1)
}

// count is how many of the sample equal v.
func (w without) count(v float64) int {
	n := w.through(v) - w.below(v)
	if w.take && w.value == v {
		n--
	}
	return n
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
	below := w.below(v)
	ties := w.through(v) - below
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
