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
	u, w, err := b.placed(o)
	if err != nil || w.group < 0 {
		return err
	}
	return u.add(0, w.group, 0, w.stratum, w.numerator, w.denominator, w.count)
}

// Hold is Add for a file whose rows come in any order: they wait until Sort.
func (b *Builder) Hold(o Observation) error {
	u, w, err := b.placed(o)
	if err != nil || w.group < 0 {
		return err
	}
	u.waiting = append(u.waiting, w)
	return nil
}

// Sort adds what waits, and is called at the end of each file whose rows are held.
func (b *Builder) Sort() error {
	for _, u := range b.units {
		if len(u.waiting) == 0 {
			continue
		}
		for _, at := range u.inOrder() {
			w := u.waiting[at]
			if err := u.add(0, w.group, 0, w.stratum, w.numerator, w.denominator, w.count); err != nil {
				return err
			}
		}
		u.endRun()
	}
	return nil
}

// placed are the units that an observation belongs to, and its group among them.
func (b *Builder) placed(o Observation) (*Units, waiting, error) {
	w := waiting{count: o.Count, numerator: o.Numerator, denominator: o.Denominator}
	u := b.units[[2]string{o.Indicator, o.Facet}]
	if u == nil {
		return nil, w, fmt.Errorf("units of %s %s: no SQL file defines it", o.Indicator, o.Facet)
	}
	err := u.at(o.Agency, o.Month)
	w.group = u.group
	if u.isStratified && w.group >= 0 {
		w.stratum = b.index.strata.id(o.Stratum)
	}
	return u, w, err
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
