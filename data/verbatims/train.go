package verbatims

import "math"

// The training of a class: rounds over the examples, and what an example that is on
// the wrong side costs.
const (
	trainRounds = 40
	trainCost   = 2.0
)

// vector is the features of a text that a model knows, of length one.
type vector struct {
	at    []int32
	value []float64

	square float64 // of its length: one, but for what rounding leaves, and nought of a text without known features
}

// index numbers the features of the examples.
type index map[uint64]int32

// vector gives the known features, or numbers new ones when learning.
func (x index) vector(features []feature, learn bool) vector {
	v := vector{at: make([]int32, 0, len(features)), value: make([]float64, 0, len(features))}
	sum := 0.0
	for _, f := range features {
		at, known := x[f.key]
		if !known {
			if !learn {
				continue
			}
			at = int32(len(x))
			x[f.key] = at
		}
		v.at, v.value = append(v.at, at), append(v.value, f.value)
		sum += float64(f.value * f.value)
	}
	if sum > 0 {
		norm := math.Sqrt(sum)
		for i := range v.value {
			v.value[i] /= norm
			v.square += float64(v.value[i] * v.value[i])
		}
	}
	return v
}

// train gives the weights that tell the examples of a class from the others: a
// linear support vector machine with squared loss, by descent along the examples'
// own coordinates, in their order (Hsieh et al., 2008). balance weighs the class.
func train(examples []vector, isClass func(int) bool, features int, balance float64) []float64 {
	weights := make([]float64, features)
	alpha := make([]float64, len(examples))
	for range trainRounds {
		for i, x := range examples {
			y, cost := -1.0, trainCost
			if isClass(i) {
				y, cost = 1, float64(trainCost*balance)
			}
			own := 1 / float64(2*cost)
			dot := 0.0
			for k, at := range x.at {
				dot += float64(weights[at] * x.value[k])
			}
			gradient := float64(y*dot) - 1 + float64(own*alpha[i])
			before := alpha[i]
			alpha[i] = max(0, before-gradient/float64(own+x.square))
			if step := float64((alpha[i] - before) * y); step != 0 {
				for k, at := range x.at {
					weights[at] += float64(step * x.value[k])
				}
			}
		}
	}
	return weights
}
