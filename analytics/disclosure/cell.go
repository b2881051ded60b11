package disclosure

// Cell is the units of one period, or of one value, by agency: what is made of their sums
// by establishments of which no other agency has units, and the units of the others.
type Cell struct {
	parts  []made // by agency
	held   []int64
	shared []Unit  // by agency
	at     []int32 // of agency a: shared[at[a]:at[a+1]]
}

// NewCell is the cell of a facet's units, in any order.
func NewCell(c *Country, f Facet, units []Unit) Cell {
	facts := Facts{Facet: f, units: units}
	return facts.ofQuarter(c, &tally{})[0]
}

// newCell takes units by agency, those of agency a being units[at[a]:at[a+1]].
func newCell(f Facet, t *tally, units []Unit, at []int32, shared []bool) Cell {
	agencies := len(at) - 1
	c := Cell{parts: make([]made, agencies), held: make([]int64, agencies), at: make([]int32, agencies+1)}
	for a := range agencies {
		of := units[at[a]:at[a+1]]
		own := of[:0] // what is kept is written over what was read
		for _, u := range of {
			c.held[a] += u.Count
			if shared[u.Establishment] {
				c.shared = append(c.shared, u)
			} else {
				own = append(own, u)
			}
		}
		if len(own) > 0 {
			t.add(f, [][]Unit{own}, none)
			c.parts[a] = t.made()
		}
		c.at[a+1] = int32(len(c.shared))
	}
	return c
}

// total is how many units there are of some agencies.
func (c Cell) total(agencies []int32) (n int64) {
	for _, a := range agencies {
		n += c.held[a]
	}
	return n
}

// all is how many units there are.
func (c Cell) all() (n int64) {
	for _, held := range c.held {
		n += held
	}
	return n
}

// and adds up sums that no establishment makes both of.
func (m made) and(o made) made {
	for s := range sums {
		m.makers[s] += o.makers[s]
		m.total[s] += o.total[s]
		m.largest[s] = max(m.largest[s], o.largest[s])
	}
	return m
}

// keeps tells whether agencies together keep the rule, without any one of them too where
// the audience has insiders.
func (c Cell) keeps(t *tally, r Rule, f Facet, agencies []int32) bool {
	var own, common made
	var second [sums]int64 // largest of the other agencies than the one of the largest
	var by [sums]int32
	var runs [][]Unit
	present := 0
	for _, a := range agencies {
		if c.held[a] == 0 {
			continue
		}
		present++
		p := &c.parts[a]
		for s, v := range p.largest {
			if v > own.largest[s] {
				second[s], by[s] = own.largest[s], a
			} else {
				second[s] = max(second[s], v)
			}
		}
		own = own.and(*p)
		if c.at[a] < c.at[a+1] {
			runs = append(runs, c.shared[c.at[a]:c.at[a+1]])
		}
	}
	if len(runs) > 0 {
		t.add(f, runs, none)
		common = t.made()
	}
	if !r.holds(f, own.and(common)) {
		return false
	}
	if !r.Insiders || present < 2 {
		return true
	}
	var atLeast made
	if len(runs) > 0 {
		atLeast = t.atLeast(common)
	}
	for _, a := range agencies {
		if c.held[a] == 0 {
			continue
		}
		rest := own
		for s := range sums {
			rest.makers[s] -= c.parts[a].makers[s]
			rest.total[s] -= c.parts[a].total[s]
			if by[s] == a {
				rest.largest[s] = second[s]
			}
		}
		if r.surelyHolds(f, rest.and(atLeast), common) {
			continue
		}
		if len(runs) > 0 {
			t.add(f, runs, a)
			rest = rest.and(t.made())
		}
		if !r.holds(f, rest) {
			return false
		}
	}
	return true
}
