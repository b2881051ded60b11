package performance

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// cubeBuilder makes a cube of units that come by agency and month, in one run or in several.
type cubeBuilder struct {
	cube  *cube
	ids   map[string]int32
	group group
	at    int    // groups of agencies that are written of this run
	runs  []slab // those before this one, whole
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
		return fmt.Errorf("units of a run are not sorted by agency and month")
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

// endRun ends a run of so many groups: what comes next begins with the first agency again.
func (b *cubeBuilder) endRun(groups int) {
	b.upTo(groups)
	b.runs = append(b.runs, b.cube.levels[levelAgency])
	b.cube.levels[levelAgency] = slab{}
	b.cube.levels[levelAgency].mark()
	b.at = 0
}

// join makes one run of all: most groups are of one run, and only copied.
func (b *cubeBuilder) join(groups int) {
	b.endRun(groups)
	runs, to := b.runs, &b.cube.levels[levelAgency]
	for g := range groups {
		var of []*slab
		for i := range runs {
			if runs[i].sums.at[g] < runs[i].sums.at[g+1] {
				of = append(of, &runs[i])
			}
		}
		if len(of) == 1 {
			to.sums.bytes = append(to.sums.bytes, of[0].sums.of(g, 1, 0, 0)...)
			to.parts.bytes = append(to.parts.bytes, of[0].parts.of(g, 1, 0, 0)...)
		} else {
			for _, s := range of {
				b.cube.addTo(&b.group, s, g)
			}
			b.group.write(to, b.cube.squares, b.cube.hasParts)
		}
		to.mark()
	}
	b.runs = nil
}

// build ends the agencies and adds them up at the other levels.
func (b *cubeBuilder) build(t *tree) *cube {
	c := b.cube
	groups := len(t[levelAgency].places) * c.months
	if len(b.runs) > 0 {
		b.join(groups)
	} else {
		b.upTo(groups)
	}
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
				c.addTo(g, &c.levels[levelAgency], agency*c.months+month)
			}
			g.write(to, c.squares, c.hasParts)
			to.mark()
		}
	}
}

// addTo adds the cells of a group of a slab, by place and month, to a group.
func (c *cube) addTo(g *group, s *slab, at int) {
	b := s.sums.of(at, 1, 0, 0)
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
	if b = s.parts.of(at, 1, 0, 0); !c.hasParts {
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
