package performance

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"vigie/analytics/disclosure"
)

// Index answers indicators of a snapshot, from memory: it adds up units, by place,
// period and cut, and estimates. It is safe for concurrent use. Its cuts come after
// all else: until then they are ErrLoading.
type Index struct {
	snapshot, asOf string
	definitions    []Definition
	tree           *tree
	calendar       calendar
	targets        []Target
	labels         map[string]map[string]string // of the values of each cut
	strata         *dictionary
	series         map[string]*series // by indicator
	crossings      crossings
	reported       map[reportedKey]Reported
}

// series is the units of an indicator: without cuts, and by each cut.
type series struct {
	Definition
	total cuts
	by    atomic.Pointer[map[string]cuts] // nil until it is loaded

	once sync.Once    // of load
	load func() error // loads the cuts when they are asked for; nil: they come by themselves
	err  error        // of load
}

// cuts are the units under a cut.
func (s *series) cuts(by string) (cuts, error) {
	if s.load != nil {
		if s.once.Do(func() { s.err = s.load() }); s.err != nil {
			return cuts{}, s.err
		}
	}
	all := s.by.Load()
	if all == nil {
		return cuts{}, ErrLoading
	}
	return (*all)[by], nil
}

// LoadCutsBy makes the cuts of an indicator be loaded when they are first asked for. It
// is called before the index answers.
func (ix *Index) LoadCutsBy(load func(Definition) error) {
	for _, s := range ix.series {
		s.load = func() error { return load(s.Definition) }
	}
}

// cuts are the units of an indicator and of its facets under one cut.
type cuts struct {
	own, survival, without *cube // nil where there is none
}

// Target is a row of ref.target: "" is every region, 0 every year.
type Target struct {
	Indicator, Region string
	Year              int
	Target            float64
}

// Definitions lists the indicators, in the order of their ids.
func (ix *Index) Definitions() []Definition { return ix.definitions }

// Answer gives an indicator's rows, the newest period first, then by code, then by
// value of the cut. Without a cut each place has a row in each period; under a cut
// there are rows of what was observed. ok is false for an unknown id; err is a
// *ParamError for a value of q that is not accepted, or ErrLoading.
func (ix *Index) Answer(id string, q Query) (a Answer, ok bool, err error) {
	s, ok := ix.series[id]
	if !ok {
		return Answer{}, false, nil
	}
	q.Level, q.Period = cmp.Or(q.Level, levelDefault), cmp.Or(q.Period, kindDefault)
	if err := q.check(s.Definition, ix.tree); err != nil {
		return Answer{}, true, err
	}
	if err := q.Sight.Check(s.ID, q.Level, q.Code, q.Period, q.By); err != nil {
		return Answer{}, true, err
	}
	after, err := readCursor(q.After)
	if err != nil {
		return Answer{}, true, err
	}
	under := s.total
	switch {
	case strings.Contains(q.By, crossSeparator):
		under, err = ix.crossings.of(ix, s.Definition, q.By)
	case q.By != "":
		under, err = s.cuts(q.By)
	}
	if err != nil {
		return Answer{}, true, err
	}
	p := page{index: ix, series: s, under: under, cut: q.By, level: slices.Index(levels, q.Level), kind: q.Period, roll: newRoll(under.own), sight: q.Sight}
	if p.keeps, err = p.wanted(q.Cut); err != nil {
		return Answer{}, true, err
	}
	more := p.list(q, after)
	p.compare()
	p.detail()
	p.freeze()
	p.suppress()
	a = Answer{Indicator: s.Definition, Snapshot: ix.snapshot, AsOf: ix.asOf, Rows: p.rows}
	if last := len(p.rows) - 1; more {
		next := mark{p.rows[last].Period, p.rows[last].Code, p.under.own.values[p.cells[last].id]}.cursor()
		a.Next = &next
	}
	return a, true, nil
}

// page is the rows of an answer while it is made.
type page struct {
	index  *Index
	series *series
	under  cuts
	cut    string // two have a comma between
	keeps  []bool // by id of the value; nil is all
	level  int
	kind   string
	rows   []Row
	cells  []cell // of each row
	roll   *roll
	sight  *disclosure.Sight
}

// cell says where a row's units are.
type cell struct {
	period, place int
	id            int32
}

// list makes the rows of a page, with what their own units say, and tells whether more follow.
func (p *page) list(q Query, after mark) (more bool) {
	layer := &p.index.tree[p.level]
	periods := p.index.calendar.kinds[p.kind]
	p.rows = []Row{}
	for i, of := range slices.Backward(periods) {
		if !of.isPublished || (q.From != "" && of.label < q.From) || (q.To != "" && of.label > q.To) || (after != mark{} && of.label > after.period) {
			continue
		}
		from, end := 0, len(layer.places)
		if after.period == of.label {
			from, _ = layer.find(after.code)
		}
		if q.Code != "" {
			only, _ := layer.find(q.Code)
			from, end = max(from, only), min(end, only+1)
		}
		for place := from; place < end; place++ {
			past := after.period == of.label && after.code == layer.places[place].code
			for _, id := range p.observed(place, of) {
				if past && p.under.own.values[id] <= after.cut {
					continue
				}
				if q.Limit > 0 && len(p.rows) == q.Limit {
					return true
				}
				p.row(cell{i, place, id}, of, layer.places[place])
			}
		}
	}
	return false
}

// observed adds a place's period up and gives the values of the cut that it has, by
// code; where there is no cut, the one value there is.
func (p *page) observed(place int, of period) []int32 {
	p.roll.reset()
	p.roll.over(p.under.own, p.level, place, of)
	if p.cut == "" {
		return p.under.own.byCode
	}
	if p.isLeftOut(place) {
		return nil
	}
	c := p.under.own
	p.addHidden(place, of)
	if p.keeps != nil {
		p.roll.touched = slices.DeleteFunc(p.roll.touched, func(id int32) bool { return !p.keeps[id] })
	}
	slices.SortFunc(p.roll.touched, func(a, b int32) int { return strings.Compare(c.values[a], c.values[b]) })
	return p.roll.touched
}

// row appends the row of a cell that is added up.
func (p *page) row(at cell, of period, in place) {
	r := Row{Level: levels[p.level], Code: in.code, Label: in.label, Period: of.label}
	if p.cut != "" {
		code := p.under.own.values[at.id]
		label := p.index.label(p.cut, code)
		r.Cut, r.CutLabel = &code, &label
	}
	r.estimate(p.series.Unit, p.roll.sums[at.id])
	r.LowN = isLow(*r.Count)
	if r.Target = p.index.target(p.series.ID, in.region, of.year); r.Target != nil && r.Value != nil {
		gap := *r.Value - *r.Target
		r.Gap = &gap
	}
	p.rows, p.cells = append(p.rows, r), append(p.cells, at)
}

// label names a value of a cut, or of two.
func (ix *Index) label(cut, code string) string {
	if cut, other, crossed := strings.Cut(cut, crossSeparator); crossed {
		first, second, _ := strings.Cut(code, crossSeparator)
		return ix.label(cut, first) + " × " + ix.label(other, second)
	}
	if label, known := ix.labels[cut][code]; known {
		return label
	}
	if code == placeNone {
		return "Non renseigné"
	}
	return code
}

// target is the most specific goal that is loaded: the region's own before every
// region's, then the year's own. The country, which has no region, has only every region's.
func (ix *Index) target(id, region string, year int) *float64 {
	var best *Target
	for i, t := range ix.targets {
		if t.Indicator != id || (t.Region != "" && t.Region != region) || (t.Year != 0 && t.Year != year) {
			continue
		}
		if best == nil || cmp.Or(strings.Compare(t.Region, best.Region), cmp.Compare(t.Year, best.Year), cmp.Compare(best.Target, t.Target)) > 0 {
			best = &ix.targets[i]
		}
	}
	if best == nil {
		return nil
	}
	v := best.Target
	return &v
}
