package duplicate

import "math"

// nearness is what a similarity bounds of two sets.
type nearness struct{ similarity, share float64 }

func newNearness(rule Rule) nearness {
	return nearness{rule.Similarity, (1 - rule.Similarity) / (1 + rule.Similarity)}
}

// slack keeps bounds computed in floating point on the safe side.
const slack = 1e-9

// sizes bounds the size of a set that may be as similar as asked to one of n shingles.
func (r nearness) sizes(n int) (smallest, largest int) {
	return int(math.Ceil(float64(n)*r.similarity - slack)), int(float64(n)/r.similarity + slack)
}

// apart is how many shingles at most may not be in both of two sets of these sizes.
func (r nearness) apart(m, n int) int { return int(float64(m+n)*r.share + slack) }
