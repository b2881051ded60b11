package disclosure

import "slices"

// Facts is one facet's units in a block: of each its month, and its value of each cut
// that is a partition. They are many, so each is held once.
type Facts struct {
	Facet Facet
	units []Unit
	month []uint16 // of each unit
	cuts  map[string]*Column
}

// Column is the values of a cut, by unit.
type Column struct {
	values []string
	at     map[string]uint16
	of     []uint16 // of each unit: values[of[i]]
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
	n, known := c.at[string(value)]
	if !known {
		n = uint16(len(c.values))
		c.at[string(value)] = n
		c.values = append(c.values, string(value))
	}
	c.of = append(c.of, n)
}

// whole is the units of the quarter.
func (f *Facts) whole(c *Country) Cell { return NewCell(c.Agencies, f.units) }

// months are the units of each month.
func (f *Facts) months(c *Country) []Cell { return split(c.Agencies, f.units, f.month, 3) }

// values are the units of the quarter by value of a cut.
func (f *Facts) values(c *Country, cut string) map[string]Cell {
	column := f.cuts[cut]
	cells := map[string]Cell{}
	for i, cell := range split(c.Agencies, f.units, column.of, len(column.values)) {
		cells[column.values[i]] = cell
	}
	return cells
}

// Cell is the units of one period, or of one value, by agency.
type Cell struct {
	units []Unit  // by agency
	at    []int32 // of agency a: units[at[a]:at[a+1]]
	held  []int64 // how many they stand for, by agency
}

// NewCell is the cell of units, in any order.
func NewCell(agencies int, units []Unit) Cell {
	return split(agencies, units, make([]uint16, len(units)), 1)[0]
}

// split lays units out in cells, each in the one that of tells.
func split(agencies int, units []Unit, of []uint16, cells int) []Cell {
	all := make([]Cell, cells)
	for i := range all {
		all[i] = Cell{at: make([]int32, agencies+2), held: make([]int64, agencies)}
	}
	for i := range units {
		all[of[i]].at[units[i].Agency+2]++
	}
	for i := range all {
		at := all[i].at
		for a := 2; a < len(at); a++ {
			at[a] += at[a-1]
		}
		all[i].units = make([]Unit, at[len(at)-1])
	}
	for i, u := range units { // at[u.Agency+1] is where its next one goes, and ends as where the next agency begins
		cell := &all[of[i]]
		cell.units[cell.at[u.Agency+1]] = u
		cell.at[u.Agency+1]++
		cell.held[u.Agency] += u.Count
	}
	return all
}

// merge is the units of several cells in one.
func merge(c *Country, cells []Cell) Cell {
	var units [][]Unit
	for _, cell := range cells {
		units = append(units, cell.units)
	}
	return NewCell(c.Agencies, slices.Concat(units...))
}

// of appends the units of some agencies, which stay where they are.
func (c Cell) of(agencies []int32, to [][]Unit) [][]Unit {
	for _, a := range agencies {
		if units := c.units[c.at[a]:c.at[a+1]]; len(units) > 0 {
			to = append(to, units)
		}
	}
	return to
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
