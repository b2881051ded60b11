package performance

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// cubeBuilder makes a cube of units that come by agency and month.
type cubeBuilder struct {
	cube  *cube
	ids   map[string]int32
	group group
	at    int // groups of agencies that are written
}

func newCubeBuilder(months int, squares, hasParts bool) *cubeBuilder {
	b := &cubeBuilder{cube: &cube{months: months, squares: squares, hasParts: hasParts}, ids: map[string]int32{}}
	b.cube.levels[levelAgency].mark()
	return b
}

func (b *cubeBuilder) id(value string) int32 {
	id, known := b.ids[value]
	if !known {
		id = int32(len(b.cube.values))
		value = strings.Clone(value)
		b.ids[value] = id
		b.cube.values = append(b.cube.values, value)
	}
	return id
}

// add adds units of a group of agency and month, which come in ascending order.
func (b *cubeBuilder) add(at int, id int32, s sums, key int) error {
	if at < b.at {
		return fmt.Errorf("units are not sorted by agency and month")
	}
	b.upTo(at)
	b.group.add(id, s)
	if b.cube.hasParts {
		b.group.parts[id] = append(b.group.parts[id], part{key, s.count})
		b.cube.maxKey = max(b.cube.maxKey, key)
	}
	return nil
}

// upTo ends the groups before one.
func (b *cubeBuilder) upTo(at int) {
	agencies := &b.cube.levels[levelAgency]
	for ; b.at < at; b.at++ {
		b.group.write(agencies, b.cube.squares, b.cube.hasParts)
		agencies.mark()
	}
}

// build ends the agencies and adds them up at the other levels.
func (b *cubeBuilder) build(t *tree) *cube {
	c := b.cube
	b.upTo(len(t[levelAgency].places) * c.months)
	for level := range t {
		if level != levelAgency {
			c.rollUp(t, level, &b.group)
		}
		s := &c.levels[level]
		s.sums.bytes, s.parts.bytes = slices.Clip(s.sums.bytes), slices.Clip(s.parts.bytes)
	}
	c.byCode = make([]int32, len(c.values))
	for i := range c.byCode {
		c.byCode[i] = int32(i)
	}
	slices.SortFunc(c.byCode, func(a, b int32) int { return strings.Compare(c.values[a], c.values[b]) })
	return c
}

// rollUp adds the agencies of each place of a level up.
func (c *cube) rollUp(t *tree, level int, g *group) {
	to := &c.levels[level]
	to.mark()
	members := make([][]int, len(t[level].places))
	for agency, place := range t[level].of {
		if place >= 0 {
			members[place] = append(members[place], agency)
		}
	}
	for place := range t[level].places {
		for month := range c.months {
			for _, agency := range members[place] {
				c.addTo(g, agency, month)
			}
			g.write(to, c.squares, c.hasParts)
			to.mark()
		}
	}
}

// addTo adds the cells of an agency in a month to a group.
func (c *cube) addTo(g *group, agency, month int) {
	s := &c.levels[levelAgency]
	b := s.sums.of(agency, c.months, month, month)
	next := func() int64 {
		v, n := binary.Uvarint(b)
		b = b[n:]
		return int64(v)
	}
	for len(b) > 0 {
		id := int32(next())
		v := sums{count: next(), numerator: next(), denominator: next()}
		if c.squares {
			v.numeratorSquares, v.numeratorByDenominator, v.denominatorSquares = next(), next(), next()
		}
		g.add(id, v)
	}
	if b = s.parts.of(agency, c.months, month, month); !c.hasParts {
		return
	}
	for len(b) > 0 {
		id, entries, key := int32(next()), next(), 0
		for range entries {
			key += int(next())
			g.parts[id] = append(g.parts[id], part{key, next()})
		}
	}
}
