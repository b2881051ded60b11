package performance

import (
	"sort"

	"vigie/data/rules"
)

// isLow says that a value rests on few observations.
func isLow(count int64) bool { return count < int64(rules.LowN.Int()) }

// compare fills what rows say of other periods and of their peers.
func (p *page) compare() {
	periods := p.index.calendar.kinds[p.kind]
	p.eachPlace(func(first, end int) {
		of := periods[p.cells[first].period]
		p.former(first, end, of.previous, func(r *Row, v *float64) { r.Previous = v })
		p.former(first, end, of.yearBefore, func(r *Row, v *float64) { r.YearBefore = v })
	})
	p.rank()
}

// eachPlace hands runs of rows of one place and period on.
func (p *page) eachPlace(visit func(first, end int)) {
	for first := 0; first < len(p.cells); {
		end := first + 1
		for end < len(p.cells) && p.cells[end].place == p.cells[first].place && p.cells[end].period == p.cells[first].period {
			end++
		}
		visit(first, end)
		first = end
	}
}

// former tells the rows of a place their value in another period.
func (p *page) former(first, end, at int, tell func(*Row, *float64)) {
	if at < 0 {
		return
	}
	p.roll.reset()
	p.roll.over(p.under.own, p.level, p.cells[first].place, p.index.calendar.kinds[p.kind][at])
	for i := first; i < end; i++ {
		tell(&p.rows[i], p.roll.sums[p.cells[i].id].pointer(p.series.Unit))
	}
}

// standing is a group of peers in a period.
type standing struct{ period, peers int }

// rank tells each row how many of its peers do better, in the same period and value of the cut.
func (p *page) rank() {
	layer := &p.index.tree[p.level]
	rows := map[standing][]int{}
	for i, c := range p.cells {
		if peers := layer.places[c.place].peers; peers >= 0 && p.rows[i].Value != nil {
			s := standing{c.period, peers}
			rows[s] = append(rows[s], i)
		}
	}
	for s, list := range rows {
		merits := p.merits(s, list)
		for id := range merits {
			if p.hidesPeer(s, id) {
				delete(merits, id) // ranks would say between which others the hidden one is
			}
		}
		for _, i := range list {
			if merits[p.cells[i].id] == nil {
				continue
			}
			m, mine := merits[p.cells[i].id], p.merit(*p.rows[i].Value)
			rank := 1 + len(m) - sort.Search(len(m), func(i int) bool { return m[i] > mine })
			p.rows[i].Rank = &rank
		}
	}
}

// merit is what ranks: the more, the better.
func (p *page) merit(value float64) float64 {
	if p.series.Sense == "lower" {
		return -value
	}
	return value
}

// merits are those of a group's places, ascending, for each value of the cut that rows have.
func (p *page) merits(s standing, rows []int) map[int32][]float64 {
	of := p.index.calendar.kinds[p.kind][s.period]
	found := make(map[int32][]float64, len(rows))
	for _, i := range rows {
		found[p.cells[i].id] = nil
	}
	for place, in := range p.index.tree[p.level].places {
		if in.peers != s.peers {
			continue
		}
		p.roll.reset()
		p.roll.over(p.under.own, p.level, place, of)
		for id := range found {
			if v, ok := p.roll.sums[id].value(p.series.Unit); ok {
				found[id] = append(found[id], p.merit(v))
			}
		}
	}
	for _, m := range found {
		sort.Float64s(m)
	}
	return found
}

// detail fills what rows say of the distribution of their units.
func (p *page) detail() {
	periods := p.index.calendar.kinds[p.kind]
	at := make([]int32, len(p.under.own.values))
	p.eachPlace(func(first, end int) {
		place, of := p.cells[first].place, periods[p.cells[first].period]
		own := func(c *cube) [][]int64 {
			for i := first; i < end; i++ {
				at[p.cells[i].id] = int32(i - first + 1)
			}
			defer clear(at)
			return c.counts(p.level, place, of, at, end-first)
		}
		if p.series.Unit == unitDays {
			for i, counts := range own(p.under.own) {
				p.rows[first+i].delays(counts)
			}
		}
		if c := p.under.survival; c != nil {
			for i, counts := range p.besides(c, first, end, place, of) {
				p.rows[first+i].survived(counts)
			}
		}
		if c := p.under.without; c != nil {
			p.without(c, first, end, place, of, own(p.under.own))
		}
	})
}

// besides are the parts of another cube under the values that rows have.
func (p *page) besides(c *cube, first, end, place int, of period) [][]int64 {
	at := make([]int32, len(c.values))
	for i := first; i < end; i++ {
		if id, ok := c.id(p.under.own.values[p.cells[i].id]); ok {
			at[id] = int32(i - first + 1)
		}
	}
	return c.counts(p.level, place, of, at, end-first)
}

func (p *page) without(c *cube, first, end, place int, of period, own [][]int64) {
	r := newRoll(c)
	r.over(c, p.level, place, of)
	others := p.besides(c, first, end, place, of)
	for i := first; i < end; i++ {
		var s sums
		if id, ok := c.id(p.under.own.values[p.cells[i].id]); ok {
			s = r.sums[id]
		}
		p.rows[i].beside(s, own[i-first], others[i-first])
	}
}
