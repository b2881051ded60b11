package performance

import (
	"encoding/binary"
	"slices"
	"strings"
)

// cube holds the units of a table by place, month and value of one cut, added up at
// every level. It is written once, as varints: most of its cells count one offer or
// two, and millions of them are held.
type cube struct {
	months   int
	values   []string // codes of the cut's values, by id; "" alone where there is no cut
	byCode   []int32  // ids, by code
	squares  bool     // cells hold sums of squares
	maxKey   int      // greatest key of the parts
	hasParts bool
	levels   [levelCountry + 1]slab
}

// slab is the cells of a level. Those of a place and its months lie one after the
// other, so a period of a place is one run of bytes.
type slab struct{ sums, parts run }

// run is bytes by place and month: those of group g are bytes[at[g]:at[g+1]].
type run struct {
	bytes []byte
	at    []uint32
}

func (r *run) of(place, months, first, last int) []byte {
	return r.bytes[r.at[place*months+first]:r.at[place*months+last+1]]
}

// sums is what adds up of the units of a cell. Those of squares are for ratios only.
type sums struct {
	count, numerator, denominator                                int64
	numeratorSquares, numeratorByDenominator, denominatorSquares int64
}

func (s *sums) add(o sums) {
	s.count += o.count
	s.numerator += o.numerator
	s.denominator += o.denominator
	s.numeratorSquares += o.numeratorSquares
	s.numeratorByDenominator += o.numeratorByDenominator
	s.denominatorSquares += o.denominatorSquares
}

// part is how many units of a cell have a key: days of a delay, days of observation
// and how they end, or stratum and outcome.
type part struct {
	key   int
	count int64
}

// roll adds up cells, by id of the value. It is used again and again.
type roll struct {
	sums    []sums
	touched []int32
}

func newRoll(c *cube) *roll { return &roll{sums: make([]sums, len(c.values))} }

func (r *roll) reset() {
	for _, id := range r.touched {
		r.sums[id] = sums{}
	}
	r.touched = r.touched[:0]
}

// over adds the cells of a place in the months of a period.
func (r *roll) over(c *cube, level, place int, p period) {
	b := c.levels[level].sums.of(place, c.months, p.first, p.last)
	for len(b) > 0 {
		id, n := binary.Uvarint(b)
		b = b[n:]
		s := &r.sums[id]
		if s.count == 0 {
			r.touched = append(r.touched, int32(id))
		}
		var v [6]uint64
		of := v[:3]
		if c.squares {
			of = v[:6]
		}
		for i := range of {
			if b[0] < 0x80 {
				of[i], b = uint64(b[0]), b[1:]
				continue
			}
			x, n := binary.Uvarint(b)
			of[i], b = x, b[n:]
		}
		s.count += int64(v[0])
		s.numerator += int64(v[1])
		s.denominator += int64(v[2])
		if c.squares {
			s.numeratorSquares += int64(v[3])
			s.numeratorByDenominator += int64(v[4])
			s.denominatorSquares += int64(v[5])
		}
	}
}

// counts are the parts of the cells of a place in the months of a period, by key, of
// each value that at gives a number from 1 on.
func (c *cube) counts(level, place int, p period, at []int32, wanted int) [][]int64 {
	keys := (c.maxKey | 1) + 1 // even: keys go by two
	flat := make([]int64, wanted*keys)
	all := make([][]int64, wanted)
	for i := range all {
		all[i] = flat[i*keys : (i+1)*keys]
	}
	b := c.levels[level].parts.of(place, c.months, p.first, p.last)
	for len(b) > 0 {
		id, n := binary.Uvarint(b)
		entries, m := binary.Uvarint(b[n:])
		b = b[n+m:]
		var into []int64
		if to := at[id]; to > 0 {
			into = all[to-1]
		}
		key := uint64(0)
		for range entries {
			step, n := binary.Uvarint(b)
			count, m := binary.Uvarint(b[n:])
			b = b[n+m:]
			if key += step; into != nil {
				into[key] += int64(count)
			}
		}
	}
	return all
}

// id finds a value of the cut.
func (c *cube) id(code string) (int32, bool) {
	i, ok := slices.BinarySearchFunc(c.byCode, code, func(id int32, code string) int { return strings.Compare(c.values[id], code) })
	if !ok {
		return 0, false
	}
	return c.byCode[i], true
}

// group is the cells of a place and month while they are added up.
type group struct {
	sums    []sums
	parts   [][]part
	touched []int32
}

func (g *group) grow(values int) {
	for len(g.sums) < values {
		g.sums, g.parts = append(g.sums, sums{}), append(g.parts, nil)
	}
}

func (g *group) add(id int32, s sums, parts ...part) {
	g.grow(int(id) + 1)
	if g.sums[id].count == 0 {
		g.touched = append(g.touched, id)
	}
	g.sums[id].add(s)
	g.parts[id] = append(g.parts[id], parts...)
}

// write appends the group's cells to a slab and empties it.
func (g *group) write(to *slab, squares, hasParts bool) {
	slices.Sort(g.touched)
	for _, id := range g.touched {
		s := g.sums[id]
		b := binary.AppendUvarint(to.sums.bytes, uint64(id))
		b = binary.AppendUvarint(b, uint64(s.count))
		b = binary.AppendUvarint(b, uint64(s.numerator))
		b = binary.AppendUvarint(b, uint64(s.denominator))
		if squares {
			b = binary.AppendUvarint(b, uint64(s.numeratorSquares))
			b = binary.AppendUvarint(b, uint64(s.numeratorByDenominator))
			b = binary.AppendUvarint(b, uint64(s.denominatorSquares))
		}
		to.sums.bytes = b
		if hasParts {
			to.parts.bytes = appendParts(to.parts.bytes, id, g.parts[id])
		}
		g.sums[id], g.parts[id] = sums{}, g.parts[id][:0]
	}
	g.touched = g.touched[:0]
}

func appendParts(b []byte, id int32, parts []part) []byte {
	slices.SortFunc(parts, func(a, b part) int { return a.key - b.key })
	merged := parts[:0]
	for _, p := range parts {
		if n := len(merged); n > 0 && merged[n-1].key == p.key {
			merged[n-1].count += p.count
			continue
		}
		merged = append(merged, p)
	}
	b = binary.AppendUvarint(b, uint64(id))
	b = binary.AppendUvarint(b, uint64(len(merged)))
	key := 0
	for _, p := range merged {
		b = binary.AppendUvarint(b, uint64(p.key-key))
		b = binary.AppendUvarint(b, uint64(p.count))
		key = p.key
	}
	return b
}

// mark ends a group: the next one begins at the end of what is written.
func (s *slab) mark() {
	s.sums.at = append(s.sums.at, uint32(len(s.sums.bytes)))
	s.parts.at = append(s.parts.at, uint32(len(s.parts.bytes)))
}
