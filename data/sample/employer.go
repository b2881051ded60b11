package sample

import (
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
)

// employers numbers the establishments that recruit so that those of one commune
// and one group of trades follow each other: an offer's is found without a list.
type employers struct {
	starts []int32 // first number, by commune then profile; the total at the end
}

// offersOfOne is how many offers an establishment has on average in 24 months.
const offersOfOne = 12

func newEmployers(w *world, weights []float64, scale float64) employers {
	cells := make([]float64, len(w.communes)*len(profiles))
	var all float64
	for i, p := range w.pairs {
		cells[int(p.commune)*len(profiles)+w.trades[p.trade].group] += weights[i]
		all += weights[i]
	}
	e := employers{starts: make([]int32, len(cells)+1)}
	for c, weight := range cells {
		n := math.Ceil(weight / all * (entrustedTotal + otherTotal) * scale / offersOfOne)
		e.starts[c+1] = e.starts[c] + int32(n)
	}
	return e
}

func (e *employers) total() int64 { return int64(e.starts[len(e.starts)-1]) }

// draw picks the employer of an offer: a few recruit much, most a little.
func (e *employers) draw(r *rand.Rand, t *trade, place int) uint64 {
	c := place*len(profiles) + t.group
	first, end := e.starts[c], e.starts[c+1]
	return uint64(first) + uint64(float64(end-first)*r.Float64()*r.Float64())
}

// other picks another employer than that of an offer: of its commune and trades,
// or anywhere when it is the only one.
func (e *employers) other(o *offer, chance uint64) uint64 {
	c := o.place*len(profiles) + o.trade.group
	first, n := uint64(e.starts[c]), uint64(e.starts[c+1]-e.starts[c])
	if n < 2 {
		first, n = 0, uint64(max(2, e.total()))
	}
	return first + (o.employer-first+1+chance%(n-1))%n
}

// cell finds the commune and the profile of an employer.
func (e *employers) cell(number uint64) (place int, p *profile) {
	c := sort.Search(len(e.starts), func(i int) bool { return uint64(e.starts[i]) > number }) - 1
	return c / len(profiles), &profiles[c%len(profiles)]
}

// appendSIRET writes a number of fourteen digits that passes its check, of an
// establishment that doesn't exist: another for each.
func appendSIRET(b []byte, employer uint64) []byte {
	const coprime, shift, all = 48_271_337, 12_345_678, 100_000_000
	start := len(b)
	x := (employer*coprime + shift) % all
	for place := uint64(all / 10); place > 0; place /= 10 {
		b = append(b, byte('0'+x/place%10))
	}
	b = append(b, luhn(b[start:]))
	b = append(b, "0001"...)
	return append(b, luhn(b[start:]))
}

// luhn gives the digit that completes a number.
func luhn(digits []byte) byte {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return byte('0' + (10-sum%10)%10)
}

// appendCompany writes the name of an employer, its own.
func appendCompany(b []byte, employer uint64) []byte {
	n := uint64(len(companies))
	b = append(b, companies[employer%n]...)
	return strconv.AppendUint(append(b, ' '), employer/n+1, 10)
}

// appendSector writes the sector of an employer, with its dot.
func appendSector(b []byte, employer uint64, p *profile) []byte {
	code := p.sectors[mix(employer)>>20%uint64(len(p.sectors))]
	return append(append(append(b, code[:2]...), '.'), code[2:]...)
}
