package performance

import (
	"fmt"
	"slices"
	"sync"
)

// dictionary numbers texts.
type dictionary struct {
	mu  sync.Mutex
	ids map[string]int64
}

func (d *dictionary) id(text []byte) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	id, known := d.ids[string(text)]
	if !known {
		id = int64(len(d.ids))
		d.ids[string(text)] = id
	}
	return id
}

// Frame is what units are added up on: places, periods, goals and names.
type Frame struct {
	Places  []Place
	Months  []PeriodMonth
	Targets []Target
	Labels  map[string]map[string]string // names of the values of each cut
}

// Builder makes the index of a snapshot: of all units without cuts first.
type Builder struct {
	index *Index
	units map[[2]string]*Units // by indicator and facet
}

// NewBuilder starts the index of a snapshot.
func NewBuilder(snapshot, asOf string, definitions []Definition, f Frame) *Builder {
	b := &Builder{
		index: &Index{
			snapshot: snapshot, asOf: asOf, definitions: slices.Clone(definitions), tree: newTree(f.Places), calendar: newCalendar(f.Months),
			targets: f.Targets, labels: f.Labels, strata: &dictionary{ids: map[string]int64{}}, crossings: newCrossings(), series: map[string]*series{},
		},
		units: map[[2]string]*Units{},
	}
	for _, d := range definitions {
		b.index.series[d.ID] = &series{Definition: d}
		for _, t := range d.Tables() {
			t.Cuts = nil
			b.units[[2]string{t.Indicator, t.Facet}] = b.index.Units(t)
		}
	}
	return b
}

// Observation is a row of unit.observed: Count units alike. Its texts are not kept.
type Observation struct {
	Indicator, Facet              string
	Agency, Month, Stratum        []byte
	Numerator, Denominator, Count int64
}

// Add adds units; those of an indicator and facet come by agency and month.
func (b *Builder) Add(o Observation) error {
	u := b.units[[2]string{o.Indicator, o.Facet}]
	if u == nil {
		return fmt.Errorf("units of %s %s: no SQL file defines it", o.Indicator, o.Facet)
	}
	if err := u.at(o.Agency, o.Month); err != nil || u.group < 0 {
		return err
	}
	stratum := int64(0)
	if u.isStratified {
		stratum = b.index.strata.id(o.Stratum)
	}
	return u.add(0, u.group, 0, stratum, o.Numerator, o.Denominator, o.Count)
}

// Build gives the index, without cuts. The builder is not used afterwards.
func (b *Builder) Build() *Index {
	for id, s := range b.index.series {
		for key, u := range b.units {
			if key[0] == id {
				s.total.set(u, u.builders[0].build(b.index.tree))
			}
		}
	}
	return b.index
}

func (c *cuts) set(u *Units, made *cube) {
	switch {
	case u.table.Facet == "":
		c.own = made
	case u.unit == unitSurvival:
		c.survival = made
	default:
		c.without = made
	}
}
