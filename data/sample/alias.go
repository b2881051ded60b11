package sample

import (
	"math"
	"math/rand/v2"
)

// alias draws an index with given weights in constant time (Walker's method).
type alias struct {
	keep  []float32
	other []int32
}

func newAlias(weights []float64) alias {
	n := len(weights)
	a := alias{keep: make([]float32, n), other: make([]int32, n)}
	var total float64
	for _, w := range weights {
		total += w
	}
	scaled := make([]float64, n)
	var small, large []int32
	for i, w := range weights {
		scaled[i] = w * float64(n) / total
		if scaled[i] < 1 {
			small = append(small, int32(i))
		} else {
			large = append(large, int32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		a.keep[s], a.other[s] = float32(scaled[s]), l
		scaled[l] -= 1 - scaled[s]
		if scaled[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		a.keep[i] = 1
	}
	return a
}

func (a alias) draw(r *rand.Rand) int {
	i := r.IntN(len(a.keep))
	if r.Float32() < a.keep[i] {
		return i
	}
	return int(a.other[i])
}

// zipf gives weights 1, 1/2^s, 1/3^s …
func zipf(n int, s float64) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = math.Pow(float64(i+1), -s)
	}
	return w
}

// poisson draws a count of the given mean.
func poisson(r *rand.Rand, mean float64) int {
	if mean > 40 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	limit, product, n := math.Exp(-mean), r.Float64(), 0
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}

// pick draws one of few values by cumulated shares out of 100.
func pick[T any](r *rand.Rand, choices []choice[T]) T {
	x := r.IntN(100)
	for _, c := range choices[:len(choices)-1] {
		if x < c.until {
			return c.value
		}
	}
	return choices[len(choices)-1].value
}

type choice[T any] struct {
	until int // cumulated percentage
	value T
}

// mix spreads a number over its 64 bits: a stable hash of small keys.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// hash is a stable hash of a text.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// unit turns a hash into a number of [0, 1).
func unit(h uint64) float64 { return float64(h>>11) / (1 << 53) }
