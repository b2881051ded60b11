package attractivity_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"vigie/analytics/attractivity"
	"vigie/data/reference"
	"vigie/data/sample"
)

// Truth: on markets drawn with known effects, the interval of the observed difference
// holds the planted ratio as often as it says, and excludes 1 as seldom as it says
// where nothing is planted.
//
// The planted ratio is that of the mean factors of the offers better than mine and of
// the others: what each effect depends on is drawn independently of the other
// effects, of the life of the offer and of chance, so that the mean of applications
// within 30 days per position is the mean factor times the same constant on both
// sides. The means are taken over a draw of 100 000 offers, where their own error is
// a hundredth of an interval's; the salary's is also computed by hand.

const (
	truthSeeds  = 200
	truthOffers = 600 // of a market: what a common trade has in a department
	trade       = "M1607"
)

// coverages out of truthSeeds that a true 95 % gives all but once in a thousand times
// on either side (binomial).
const coversLeast, coversMost = 179, 198

// truthOf reads a drawn offer as the night would publish it.
func truthOf(o sample.MarketOffer) attractivity.Row {
	months, experience, hours, isPart := float64(o.Months), o.Experience, o.Hours, o.IsPartTime
	r := attractivity.Row{
		Rome: trade, Appellation: "1", Department: "75", Region: "11", Created: int32(o.Day), IsOpen: o.ClosedAge < 0, Positions: int32(o.Positions),
		Contract: o.Contract, Experience: &experience, Hours: &hours, PartTime: &isPart, Apprenticeship: o.IsApprentice, Applications: len(o.Ages),
	}
	if o.Months > 0 {
		r.ContractMonths = &months
	}
	if o.Salary > 0 {
		r.Salary = &o.Salary
	}
	if o.ClosedAge >= 0 {
		r.Closed = r.Created + int32(o.ClosedAge)
	}
	r.IsMature = r.Closed != 0 || r.Created <= today-30
	for _, age := range o.Ages {
		if age < 30 {
			r.Applications30++
		}
	}
	return r
}

// mineIn is an offer in the middle of its market, which the market does not hold: the
// median salary, a year of experience, a long fixed term, 35 hours.
func mineIn(offers []sample.MarketOffer) attractivity.Row {
	var salaries []float64
	for _, o := range offers {
		if o.Salary > 0 && !o.IsApprentice {
			salaries = append(salaries, o.Salary)
		}
	}
	isPart := false
	return attractivity.Row{
		ID: "mine", Rome: trade, Appellation: "1", Department: "75", Region: "11", Created: today - 1, IsOpen: true, Positions: 1,
		Salary: quantile(salaries, 0.5), Experience: ptr(12), Contract: "CDD", ContractMonths: ptr(6), Hours: ptr(35), PartTime: &isPart,
	}
}

// answer gives the criteria of an offer against drawn ones.
func answer(t *testing.T, mine attractivity.Row, offers []sample.MarketOffer) []attractivity.Criterion {
	t.Helper()
	b, err := attractivity.NewBuilder("truth", asOf, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.AddCell(attractivity.CellRow{Rome: trade, Appellation: "1", Department: "75", Region: "11", Comparables: len(offers)})
	for i, o := range offers {
		r := truthOf(o)
		r.ID = strconv.Itoa(i)
		if err := b.AddComparable(&r); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return ix.Of(mine).Criteria
}

// plantedRatio is the ratio of mean factors of the offers better than mine and of the rest.
func plantedRatio(s scale, mine attractivity.Row, population []sample.MarketOffer) float64 {
	var sum, n [2]float64
	for _, o := range population {
		r := truthOf(o)
		value := s.merit(r)
		if value == nil || s.name == "salary" && r.Apprenticeship {
			continue
		}
		side := 0
		if *value > *s.merit(mine) {
			side = 1
		}
		sum[side] += o.Factor
		n[side]++
	}
	return sum[1] / n[1] / (sum[0] / n[0])
}

func TestDifferencesCoverThePlantedEffects(t *testing.T) {
	for _, c := range []struct {
		name    string
		effects sample.EffectSet
	}{{"as planted", sample.Effects}, {"without effects", sample.NoEffects}} {
		t.Run(c.name, func(t *testing.T) {
			market, err := sample.NewMarket(time.Unix(today*86400, 0).UTC(), reference.Embedded(), trade, c.effects)
			if err != nil {
				t.Fatal(err)
			}
			population := market.Draw(1_000_000, 100_000)
			mine := mineIn(population)
			tested := scales[:4] // no effect is ever planted on working time
			planted := make([]float64, len(tested))
			for i, s := range tested {
				planted[i] = plantedRatio(s, mine, population)
			}
			checkPlanted(t, c.effects, planted)
			covered, excluding, ratios := make([]int, len(tested)), make([]int, len(tested)), make([][]float64, len(tested))
			for seed := range uint64(truthSeeds) {
				criteria := answer(t, mine, market.Draw(seed, truthOffers))
				for i := range tested {
					d := criteria[i].ObservedDifference
					if d == nil {
						t.Fatalf("seed %d: no difference in %s", seed, tested[i].name)
					}
					ratios[i] = append(ratios[i], d.Ratio)
					if d.Low <= planted[i] && planted[i] <= d.High {
						covered[i]++
					}
					if d.Low > 1 || d.High < 1 {
						excluding[i]++
					}
				}
			}
			for i, s := range tested {
				t.Logf("%s: planted %.3f, observed %.3f (median), covered %.1f %%, 1 excluded %.1f %%", s.name, planted[i], *quantile(ratios[i], 0.5),
					100*float64(covered[i])/truthSeeds, 100*float64(excluding[i])/truthSeeds)
				if covered[i] < coversLeast || covered[i] > coversMost {
					t.Errorf("%s: the interval holds the planted ratio %d times of %d", s.name, covered[i], truthSeeds)
				}
			}
		})
	}
}

// checkPlanted holds the ratios against those that are known by hand: above the median
// salary are half of the middle and the top quarter, under it the mirror.
func checkPlanted(t *testing.T, e sample.EffectSet, planted []float64) {
	t.Helper()
	byHand := ((e.SalaryMiddle + e.SalaryHigh) / 2) / ((e.SalaryMiddle + e.SalaryLow) / 2)
	if math.Abs(planted[0]/byHand-1) > 0.01 {
		t.Errorf("salary: planted %.3f, %.3f by hand", planted[0], byHand)
	}
	if math.Abs(planted[3]-1) > 0.01 {
		t.Errorf("working time: planted %.3f, want none", planted[3])
	}
	isNone := !slices.ContainsFunc(planted, func(v float64) bool { return math.Abs(v-1) > 1e-9 })
	if want := e == sample.NoEffects; isNone != want {
		t.Errorf("no effect planted: %v, want %v: %v", isNone, want, planted)
	}
}
