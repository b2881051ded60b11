package performance

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 5e-5*max(1, math.Abs(want)) {
		t.Errorf("%s: %.6f, want %.4f", what, got, want)
	}
}

// Newcombe, « Two-sided confidence intervals for the single proportion: comparison of seven
// methods », Statistics in Medicine 17 (1998), pages 857 to 872, table I, method 3 (score,
// without correction): https://studylib.net/doc/7960426/.
func TestWilsonEqualsPublished(t *testing.T) {
	for _, c := range []struct{ x, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
	} {
		low, high := wilson(c.x, c.n)
		near(t, "low", low, c.low)
		near(t, "high", high, c.high)
	}
}

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2, confidence limits for the mean
// (https://www.itl.nist.gov/div898/handbook/eda/section3/eda352.htm): ZARR13.DAT, 195 values
// of mean 9.261460 and standard deviation 0.022789, give 9.258242 to 9.264679.
// Student, « The probable error of a mean », Biometrika 6 (1908): the ten differences of
// sleep, of mean 1.58, whose interval R's t.test gives as 0.7001142 to 2.4598858
// (http://www.cookbook-r.com/Statistical_analysis/t-test/).
func TestStudentEqualsPublished(t *testing.T) {
	near(t, "ZARR13", 1000*student(194*0.022789*0.022789, 195), 1000*(9.264679-9.258242)/2)
	differences := []float64{1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4}
	squares := 0.0
	for _, d := range differences {
		squares += (d - 1.58) * (d - 1.58)
	}
	near(t, "sleep, low", 1.58-student(squares, 10), 0.7001142)
	near(t, "sleep, high", 1.58+student(squares, 10), 2.4598858)
}

// Where Student's quantile is expanded it is gonum's, to 9 digits: with millions of degrees
// of freedom the tenth of gonum's is wrong.
func TestStudentQuantileIsExpandedExactly(t *testing.T) {
	for _, nu := range []float64{expandedFrom, 250, 1000, 12_345, 1e6, 4e6} {
		want := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: nu}.Quantile(1 - tail())
		if got := studentQuantile(nu); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%v degrees of freedom: %.14f, want %.14f", nu, got, want)
		}
	}
	near(t, "10 degrees of freedom", studentQuantile(10), 2.2281) // the published tables
	near(t, "infinitely many", studentQuantile(1e12), 1.9600)
}

// A ratio whose denominators are all 1 is a mean, and has its interval.
func TestRatioOfOnesIsAMean(t *testing.T) {
	x := []float64{1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4}
	xx, sum := 0.0, 0.0
	for _, v := range x {
		xx, sum = xx+v*v, sum+v
	}
	near(t, "margin", ratioMargin(xx, sum, 10, sum/10, 10, 10), (2.4598858-0.7001142)/2)
}

// Ranks, from 1, of the 95 % interval of a median. n = 10 and 19: the examples of statpsych's
// ci.median, after Snedecor and Cochran, give the values 29 to 44 and 10.8 to 30.9, which
// are of these ranks (https://rdrr.io/cran/statpsych/man/ci.median.html,
// https://dgbonett.github.io/statpsych/reference/ci.median.html). The others: a table of
// confidence intervals for the population median, A.7 of
// https://www.coursehero.com/file/5646626/A7/, the narrowest of 95 % or more.
func TestMedianRanksEqualPublished(t *testing.T) {
	for _, c := range []struct{ n, low, high int64 }{{6, 1, 6}, {7, 1, 7}, {9, 2, 8}, {10, 2, 9}, {12, 3, 10}, {13, 3, 11}, {15, 4, 12}, {16, 4, 13}, {17, 5, 13}, {18, 5, 14}, {19, 5, 15}, {20, 6, 15}} {
		low, high, ok := medianRanks(c.n)
		if !ok || low+1 != c.low || high+1 != c.high {
			t.Errorf("n = %d: %d to %d, want %d to %d", c.n, low+1, high+1, c.low, c.high)
		}
	}
	if _, _, ok := medianRanks(5); ok {
		t.Error("five values have an interval: the least and the greatest reach 93.75 % only")
	}
	if low, high, _ := medianRanks(4_000_000); low < 1_998_000 || low > 1_998_100 || low+high != 3_999_999 {
		t.Errorf("four million: %d to %d", low, high)
	}
}

// Between the ranks the median lies with 95 % or more, and one rank narrower with less, by
// the binomial's exact sum.
func TestMedianRanksAreTheNarrowest(t *testing.T) {
	within := func(n, low, high int64) float64 { // of low to high−1 values under the median
		sum := new(big.Int)
		for k := low; k < high; k++ {
			sum.Add(sum, new(big.Int).Binomial(n, k))
		}
		share, _ := new(big.Rat).SetFrac(sum, new(big.Int).Lsh(big.NewInt(1), uint(n))).Float64()
		return share
	}
	for n := int64(6); n <= 200; n++ {
		low, high, ok := medianRanks(n)
		if !ok || within(n, low+1, high+1) < 0.95 || within(n, low+2, high) >= 0.95 {
			t.Errorf("n = %d: %d to %d is %.4f, one narrower %.4f", n, low+1, high+1, within(n, low+1, high+1), within(n, low+2, high))
		}
	}
}

// Hyndman and Fan, « Sample quantiles in statistical packages » (1996), definition 7,
// as R's quantile(1:10, c(.5, .9)) gives it: 5.5 and 9.1.
func TestQuantileIsOfType7(t *testing.T) {
	at := func(rank int64) float64 { return float64(rank + 1) }
	near(t, "median", quantile(1, 2, 10, at), 5.5)
	near(t, "ninth decile", quantile(9, 10, 10, at), 9.1)
	near(t, "one value", quantile(9, 10, 1, at), 1)
}

// Miller, Survival Analysis (1981), acute myelogenous leukaemia, which R's survival has as
// aml (https://stat.ethz.ch/R-manual/R-devel/library/survival/html/aml.html): its survfit
// gives medians of 31 weeks, maintained, and 23, not maintained; data and curves, of 0.4909 at
// 31, are in https://docs.rs/crate/survival/1.1.1/source/test/r_expected_values.json.
// Freireich et al., Blood 21 (1963), placebo, which R's MASS has as gehan
// (https://search.r-project.org/CRAN/refmans/MASS/html/gehan.html): 0.5714 are left at 5 weeks
// and 0.3810 at 8.
func TestSurvivalMedianEqualsPublished(t *testing.T) {
	median := func(events, censored []int) float64 {
		count := func(of []int) func(int) int64 {
			return func(day int) (n int64) {
				for _, d := range of {
					if d == day {
						n++
					}
				}
				return n
			}
		}
		m, ok := survivalMedian(200, count(events), count(censored), int64(len(events)+len(censored)))
		if !ok {
			return math.NaN()
		}
		return m
	}
	if m := median([]int{9, 13, 18, 23, 31, 34, 48}, []int{13, 28, 45, 161}); m != 31 {
		t.Errorf("maintained: %v weeks, want 31", m)
	}
	if m := median([]int{5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45}, []int{16}); m != 23 {
		t.Errorf("not maintained: %v weeks, want 23", m)
	}
	if m := median([]int{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}, nil); m != 8 {
		t.Errorf("placebo: %v weeks, want 8", m)
	}
	if m := median([]int{3}, []int{5, 5}); !math.IsNaN(m) {
		t.Errorf("two thirds are left, and the median is %v", m)
	}
	if m := median(slices.Repeat([]int{2}, 3), []int{2, 2, 2}); m != 2 {
		t.Errorf("half had the event at 2: %v", m)
	}
}
