package disclosure

// Facts is one facet's units in a block: of each its month, and its value of each cut
// that is a partition. They are many, so each is held once.
type Facts struct {
	Facet  Facet
	units  []Unit
	month  []uint16 // of each unit
	cuts   map[string]*Column
	shared []bool // by establishment, whether several agencies have units of it

	// Cells, once they are asked for.
	whole, months []Cell
}

// Column is the values of a cut, by unit.
type Column struct {
	values []string
	at     map[string]uint16
	of     []uint16 // of each unit: values[of[i]]
	last   uint16   // of the last unit: the next one often has the same value
	cells  map[string]Cell
}

// NewFacts are those of a facet, without units.
func NewFacts(f Facet) *Facts { return &Facts{Facet: f, cuts: map[string]*Column{}} }

// Add adds a unit of a month of the block; it has a value of each cut that the facts are by.
func (f *Facts) Add(u Unit, month int) {
	f.units, f.month = append(f.units, u), append(f.month, uint16(month))
}

// By makes the facts be by a cut, from their first unit on.
func (f *Facts) By(cut string) *Column {
	f.cuts[cut] = &Column{at: map[string]uint16{}}
	return f.cuts[cut]
}

// Add adds the value of the next unit. It is not kept.
func (c *Column) Add(value []byte) {
	if len(c.of) == 0 || c.values[c.last] != string(value) {
		n, known := c.at[string(value)]
		if !known {
			n = uint16(len(c.values))
			c.at[string(value)] = n
			c.values = append(c.values, string(value))
		}
		c.last = n
	}
	c.of = append(c.of, c.last)
}

// ofQuarter is the quarter's cell.
func (f *Facts) ofQuarter(c *Country, t *tally) []Cell {
	if f.whole == nil {
		f.whole = f.split(c, t, func(int) uint16 { return 0 }, 1)
	}
	return f.whole
}

// ofMonths are the cells of each month.
func (f *Facts) ofMonths(c *Country, t *tally) []Cell {
	if f.months == nil {
		f.months = f.split(c, t, func(i int) uint16 { return f.month[i] }, 3)
	}
	return f.months
}

// ofValues are the quarter's cells by value of a cut.
func (f *Facts) ofValues(c *Country, t *tally, cut string) map[string]Cell {
	column := f.cuts[cut]
	if column.cells == nil {
		column.cells = map[string]Cell{}
		for i, cell := range f.split(c, t, func(i int) uint16 { return column.of[i] }, len(column.values)) {
			column.cells[column.values[i]] = cell
		}
	}
	return column.cells
}

// ofSome is the quarter's cell of some values of a cut together.
func (f *Facts) ofSome(c *Country, t *tally, cut string, values map[string]bool) Cell {
	column := f.cuts[cut]
	out := make([]uint16, len(column.values)) // 1: left out
	for i, v := range column.values {
		if !values[v] {
			out[i] = leftOut
		}
	}
	return f.split(c, t, func(i int) uint16 { return out[column.of[i]] }, 1)[0]
}

// leftOut is the number of no cell.
const leftOut = 1<<16 - 1

// split lays the units out in cells, each in the one that of tells.
func (f *Facts) split(c *Country, t *tally, of func(unit int) uint16, cells int) []Cell {
	if f.shared == nil {
		f.shared = sharedOf(f.units)
	}
	at := make([][]int32, cells) // by cell, of agency a: at[a] to at[a+1]
	for i := range at {
		at[i] = make([]int32, c.Agencies+2)
	}
	for i := range f.units {
		if n := of(i); n != leftOut {
			at[n][f.units[i].Agency+2]++
		}
	}
	units := make([][]Unit, cells)
	for i, at := range at {
		for a := 2; a < len(at); a++ {
			at[a] += at[a-1]
		}
		units[i] = make([]Unit, at[len(at)-1])
	}
	for i, u := range f.units { // at[u.Agency+1] is where its next one goes, and ends as where the next agency begins
		if n := of(i); n != leftOut {
			units[n][at[n][u.Agency+1]] = u
			at[n][u.Agency+1]++
		}
	}
	all := make([]Cell, cells)
	for i := range all {
		all[i] = newCell(f.Facet, t, units[i], at[i][:c.Agencies+1], f.shared)
	}
	return all
}

// sharedOf tells of each establishment whether several agencies have units of it.
func sharedOf(units []Unit) []bool {
	var by []int32 // by establishment, its agency and one, or several
	for i := range units {
		e, agency := int(units[i].Establishment), units[i].Agency+1
		for len(by) <= e {
			by = append(by, 0)
		}
		switch by[e] {
		case 0:
			by[e] = agency
		case agency:
		default:
			by[e] = several
		}
	}
	shared := make([]bool, len(by))
	for e := range by {
		shared[e] = by[e] == several
	}
	return shared
}
