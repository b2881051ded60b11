package performance

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"vigie/data/rules"
)

// tail is what an interval leaves out on each side.
func tail() float64 { return distuv.UnitNormal.Survival(rules.ConfidenceZ.Float()) }

// Wilson is the 95 % interval of a rate x/n, n > 0.
func Wilson(x, n float64) (low, high float64) { return wilson(x, n) }

// wilson is the interval of a rate x/n (Wilson, 1927), n > 0. At 0 and n its bound is
// the rate itself, which rounding must not overstep.
func wilson(x, n float64) (low, high float64) {
	z, p := rules.ConfidenceZ.Float(), x/n
	middle := p + z*z/(2*n)
	margin := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return max(0, min(p, (middle-margin)/scale)), min(1, max(p, (middle+margin)/scale))
}

// student is half the width of the interval of a mean of n > 1 values whose squares
// deviate from it by squares in all (Student, 1908).
func student(squares, n float64) float64 {
	return studentQuantile(n-1) * math.Sqrt(max(0, squares)/(n-1)/n)
}

// expandedFrom is the number of degrees of freedom from which Student's quantile is its
// expansion: equal to 10 digits, and what most of an answer's time went to without.
const expandedFrom = 200

// studentQuantile is the quantile of an interval by Student's law: gonum's, and with many
// degrees of freedom the expansion around the normal quantile (Fisher, 1941; Abramowitz
// and Stegun, 26.7.5).
func studentQuantile(nu float64) float64 {
	if nu < expandedFrom {
		return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: nu}.Quantile(1 - tail())
	}
	z := rules.ConfidenceZ.Float()
	z2 := z * z
	first := z * (z2 + 1) / 4
	second := z * ((5*z2+16)*z2 + 3) / 96
	third := z * (((3*z2+19)*z2+17)*z2 - 15) / 384
	fourth := z * ((((79*z2+776)*z2+1482)*z2-1920)*z2 - 945) / 92160
	return z + (first+(second+(third+fourth/nu)/nu)/nu)/nu
}

// ratioMargin is half the width of the interval of Σx/Σy of n > 1 pairs: that of the
// mean of the linearised values x − r·y, over the mean of y (Cochran, 1977, 6.3).
func ratioMargin(xx, xy, yy, r, n, y float64) float64 {
	return student(xx-2*r*xy+r*r*yy, n) / (y / n)
}

// quantile is the value at num/den of n values in order, of type 7 (Hyndman and Fan,
// 1996): between the two ranks around (n−1)·num/den.
func quantile(num, den, n int64, value func(rank int64) float64) float64 {
	rank, rest := (n-1)*num/den, (n-1)*num%den
	low := value(rank)
	if rest == 0 {
		return low
	}
	return low + float64(rest)*(value(rank+1)-low)/float64(den)
}

// medianRanks are the ranks, from 0, of the two order statistics between which the
// median lies with the confidence asked for: the narrowest symmetric pair that a binomial of
// one half allows. ok is false where even the least and greatest value do not reach it.
func medianRanks(n int64) (low, high int64, ok bool) {
	b := distuv.Binomial{N: float64(n), P: 0.5}
	below := func(k int64) bool { return b.CDF(float64(k)) <= tail() } // at most k of n under the median
	if !below(0) {
		return 0, 0, false
	}
	low = max(0, int64(float64(n)/2-rules.ConfidenceZ.Float()*math.Sqrt(float64(n))/2)-1)
	for low > 0 && !below(low) {
		low--
	}
	for below(low + 1) {
		low++
	}
	return low, n - 1 - low, true
}

// survivalMedian is the first number of days by which half of the units had the event
// (Kaplan and Meier, 1958); ok is false where more than half are left at the last one.
// Units of equal days have their event before they are censored.
func survivalMedian(days int, events, censored func(day int) int64, units int64) (median float64, ok bool) {
	survival := 1.0
	for day := range days {
		e := events(day)
		if e > 0 {
			if survival *= 1 - float64(e)/float64(units); survival <= 0.5+1e-12 { // which rounding must not miss
				return float64(day), true
			}
		}
		units -= e + censored(day)
	}
	return 0, false
}
