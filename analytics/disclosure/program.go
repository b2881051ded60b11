package disclosure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// program is linear: least and greatest of what is attacked, given sums of variables.
type program struct {
	truth   []float64 // of each column
	target  []bool    // by column
	rows    [][]int   // columns of each sum
	columns int
}

// slack is more than a perturbation adds up to, and less than a unit.
const slack = 0.25

// perturb makes the truth a little more, unlike for each column: so no two corners of the
// program meet, where the simplex could not get away from.
func (p *program) perturb() {
	little := min(1e-3, slack/4/float64(p.columns))
	spread := rand.New(rand.NewPCG(1, 1)) // the same each time
	for j := range p.truth {
		p.truth[j] += little * (1 + spread.Float64())
	}
}

func (p *program) add(truth int64, target bool) int {
	p.truth = append(p.truth, float64(truth))
	p.target = append(p.target, target)
	p.columns++
	return p.columns - 1
}

// least is the least of sign × target.
func (p program) least(sign float64) (float64, error) {
	full := p.fullRank()
	m, n := full.Dims()
	b, c := make([]float64, m), make([]float64, n)
	for i := range m {
		for j := range n {
			b[i] += full.At(i, j) * p.truth[j]
		}
	}
	for j := range n {
		if p.target[j] {
			c[j] = sign
		}
	}
	if m == n { // one solution, the truth
		var sum float64
		for j := range n {
			sum += c[j] * p.truth[j]
		}
		return sum, nil
	}
	least, _, err := lp.Simplex(c, full, b, 1e-9, p.corner(full))
	if err != nil {
		return 0, fmt.Errorf("%w: %d sums of %d cells: %w", ErrUnsolved, m, n, err)
	}
	return least, nil
}

// fullRank is the sums without those that others give.
func (p program) fullRank() *mat.Dense {
	var kept, reduced [][]float64
	var pivots []int
	for _, columns := range p.rows {
		row := make([]float64, p.columns)
		for _, j := range columns {
			row[j] = 1
		}
		rest := slices.Clone(row)
		for i, r := range reduced {
			if f := rest[pivots[i]]; f != 0 {
				for j := range rest {
					rest[j] -= f * r[j]
				}
			}
		}
		pivot := -1
		for j, v := range rest {
			if math.Abs(v) > 1e-9 && (pivot < 0 || math.Abs(v) > math.Abs(rest[pivot])) {
				pivot = j
			}
		}
		if pivot < 0 {
			continue
		}
		f := rest[pivot]
		for j := range rest {
			rest[j] /= f
		}
		kept, reduced, pivots = append(kept, row), append(reduced, rest), append(pivots, pivot)
	}
	m := mat.NewDense(len(kept), p.columns, nil)
	for i, row := range kept {
		m.SetRow(i, row)
	}
	return m
}

// corner is a basis that the truth leads to, moving along what no sum notices until as
// many columns as may be are nothing. The simplex starts there: it would look for a
// first corner by itself, and does not always find one; nil lets it.
func (p program) corner(full *mat.Dense) []int {
	m, n := full.Dims()
	tableau := mat.DenseCopyOf(full)
	x := slices.Clone(p.truth)
	basis := slices.Repeat([]int{none}, m)
	for j := range n {
		pivot := none
		for i := range m {
			if basis[i] == none && math.Abs(tableau.At(i, j)) > 1e-9 && (pivot == none || math.Abs(tableau.At(i, j)) > math.Abs(tableau.At(pivot, j))) {
				pivot = i
			}
		}
		if pivot == none { // the basis makes up for less of column j
			step := x[j]
			for i := range m {
				if y := tableau.At(i, j); y < -1e-9 && x[basis[i]] < -y*step {
					step, pivot = x[basis[i]]/-y, i
				}
			}
			for i := range m {
				if basis[i] != none {
					x[basis[i]] += step * tableau.At(i, j)
				}
			}
			if x[j] -= step; pivot == none {
				continue
			}
			x[basis[pivot]] = 0
		}
		basis[pivot] = j
		eliminate(tableau, pivot, j)
	}
	for _, j := range basis {
		if j == none || x[j] < 1e-9 {
			return nil
		}
	}
	return basis
}

// eliminate makes column j the unit of row i.
func eliminate(m *mat.Dense, i, j int) {
	row := m.RawRowView(i)
	f := row[j]
	for c := range row {
		row[c] /= f
	}
	rows, _ := m.Dims()
	for r := range rows {
		if other := m.RawRowView(r); r != i && other[j] != 0 {
			f := other[j]
			for c := range other {
				other[c] -= f * row[c]
			}
		}
	}
}
