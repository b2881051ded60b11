package attractivity

import (
	"context"
	"sync"

	"vigie/data/rules"
)

// Scopes a caller may ask for: the default never widens silently.
const (
	ScopeDepartment = "department"
	ScopeRome       = "rome"
	ScopeRegion     = "region"
)

// Reasons why a widget shows no figures.
const (
	ReasonBelowThreshold = "below_threshold"
	ReasonNotEntrusted   = "not_entrusted"
	ReasonNotYet         = "not_yet"
	ReasonUnknownOffer   = "unknown_offer" // in a batch, which names many
)

// Index answers for any offer of a snapshot. Markets and open offers are in
// memory; the header of a closed offer is looked up. It is immutable once built
// and safe for concurrent use.
type Index struct {
	snapshot  string
	asOf      string
	today     int32
	threshold int

	facts  facts
	cells  []cell
	byKey  map[cellKey]int32
	byRome map[string][]int32
	open   []Row // newest first
	byID   map[string]int32
	lookup Lookup

	tongue *tongue

	needs   map[string]BMO
	tension map[string]TensionRow
}

type cellKey struct{ rome, appellation, department string }

// cell is one market; its comparables are facts[from:to].
type cell struct {
	key              cellKey
	region           string
	from, to         int32
	jobSeekers       int
	regionJobSeekers int // those of departments without a market too
	verdict          string
	came             int32 // comparables, so far
	once             sync.Once
	stats            *stats // made once
}

// size is how many comparables the market holds.
func (c *cell) size() int { return int(c.to - c.from) }

// held is an offer at hand; at is its place among the facts, −1 when it is not a
// comparable.
type held struct {
	row     Row
	at      int32
	counted *Row // as the facts have it, where row is what it would be; nil: as row
}

// own is the offer as the facts have it.
func (h *held) own() *Row {
	if h.counted != nil {
		return h.counted
	}
	return &h.row
}

// rounded is the offer with its figures as the facts hold them.
func (h held) rounded() held {
	h.row = h.row.rounded()
	if h.counted != nil {
		own := h.counted.rounded()
		h.counted = &own
	}
	return h
}

// In is the same index with its sentences in a language, by its code: French but for
// the languages that it speaks.
func (ix *Index) In(language string) *Index {
	if language == ix.tongue.code {
		return ix
	}
	other := *ix
	other.tongue = tongueOf(language)
	return &other
}

// Open lists the open entrusted offers, the newest first, then by id: the index's own
// rows, only to be read.
func (ix *Index) Open() []Row { return ix.open }

// Answer gives the attractivity of an offer; ok is false for an unknown one.
func (ix *Index) Answer(offerID, scope string) (a Answer, ok bool, err error) {
	row, found, err := ix.Row(offerID)
	if err != nil || !found {
		return Answer{}, false, err
	}
	return ix.answer(held{row: row, at: ix.place(row)}, scope), true, nil
}

// Row gives what is known of an offer; found is false for an unknown one.
func (ix *Index) Row(offerID string) (row Row, found bool, err error) {
	if i, isOpen := ix.byID[offerID]; isOpen {
		return ix.open[i], true, nil
	}
	return ix.lookup(offerID)
}

// Statistics are those published of the job family of an offer: what is to be hired of it
// in its basin, and its class of tension; nil where there are none.
func (ix *Index) Statistics(r Row) (need *BMO, tension *TensionRow) {
	if n, ok := ix.needs[r.HiringNeed]; ok {
		need = &n
	}
	if t, ok := ix.tension[r.Tension]; ok {
		tension = &t
	}
	return need, tension
}

// Summaries answers for each of the offers, in the order given.
func (ix *Index) Summaries(offerIDs []string) ([]Summary, error) {
	rows := make([]Summary, len(offerIDs))
	for i, id := range offerIDs {
		a, ok, err := ix.Answer(id, ScopeDepartment)
		if err != nil {
			return nil, err
		}
		if !ok {
			reason := ReasonUnknownOffer
			a = Answer{Reason: &reason, Alerts: []string{}}
		}
		rows[i] = Summary{ID: id, Active: a.Active, Reason: a.Reason, Comparables: a.Comparables, Verdict: a.Verdict, Alerts: a.Alerts}
	}
	return rows, nil
}

// Of gives the attractivity of an offer whose row the caller has, in its department.
func (ix *Index) Of(r Row) Answer { return ix.answer(held{row: r, at: ix.place(r)}, ScopeDepartment) }

// IsActive says whether the widget of an offer shows figures.
func (ix *Index) IsActive(r Row) bool {
	if r.Elsewhere != "" {
		return false
	}
	c := ix.cellOf(&r)
	if c == nil {
		return false
	}
	others := c.size()
	if ix.place(r) >= 0 {
		others--
	}
	return others >= ix.threshold
}

func (ix *Index) answer(me held, scope string) Answer {
	me = me.rounded()
	if scope == "" {
		scope = ScopeDepartment
	}
	a := Answer{
		Snapshot: ix.snapshot, AsOf: ix.asOf, Offer: header(me.row), Scope: scope, Indicative: scope != ScopeDepartment,
		Threshold: ix.threshold, Criteria: []Criterion{}, Alerts: []string{},
	}
	if me.row.Elsewhere != "" {
		a.Reason = &me.row.Elsewhere
		return a
	}
	set, others := ix.market(me, scope)
	a.Comparables = others
	if others < ix.threshold {
		reason := ReasonBelowThreshold
		a.Reason = &reason
		return a
	}
	a.Active = true
	v := view{ix: ix, set: set, me: me, n: others, inSet: set.holds(me.at)}
	a.Verdict = ix.verdict(me.row)
	a.Market = v.market()
	a.Applications = v.applications()
	a.Criteria = v.criteria()
	if a.Applications.Alert {
		a.Alerts = append(a.Alerts, "applications")
	}
	for _, c := range a.Criteria {
		if c.Alert {
			a.Alerts = append(a.Alerts, c.Criterion)
		}
	}
	return a
}

// market finds the comparables of an offer and how many they are, itself apart.
func (ix *Index) market(me held, scope string) (*stats, int) {
	set := &stats{}
	if scope != ScopeDepartment {
		set = ix.wider(me.row, scope)
	} else if c := ix.cellOf(&me.row); c != nil {
		set = ix.statsOf(c)
	}
	if set.holds(me.at) {
		return set, set.n - 1
	}
	return set, set.n
}

// cellOf is the market of an offer; nil when it has none.
func (ix *Index) cellOf(row *Row) *cell {
	i, ok := ix.byKey[cellKey{row.Rome, row.Appellation, row.Department}]
	if !ok {
		return nil
	}
	return &ix.cells[i]
}

// statsOf are the figures of a market, made when they are first asked for; under the
// threshold, its size only.
func (ix *Index) statsOf(c *cell) *stats {
	c.once.Do(func() {
		ranges := [][2]int32{{c.from, c.to}}
		if c.size() < ix.threshold {
			c.stats = &stats{ranges: ranges, n: c.size()}
			return
		}
		c.stats = newStats(&ix.facts, ix.today, ranges)
		c.stats.jobSeekers = c.jobSeekers
	})
	return c.stats
}

// Warm makes the figures of every market that has none yet, the largest part of what
// a first answer costs, until ctx ends.
func (ix *Index) Warm(ctx context.Context) {
	for i := range ix.cells {
		if ctx.Err() != nil {
			return
		}
		ix.statsOf(&ix.cells[i])
	}
}

// wider gathers the comparables of a wider scope: the same trade in the
// department (rome), or the same trade and appellation in the region.
func (ix *Index) wider(row Row, scope string) *stats {
	var ranges [][2]int32
	seekers := 0
	for _, i := range ix.byRome[row.Rome] {
		c := &ix.cells[i]
		same, around := c.key.department == row.Department, c.jobSeekers
		if scope == ScopeRegion {
			same, around = c.region == row.Region && c.key.appellation == row.Appellation, c.regionJobSeekers
		}
		if same {
			ranges, seekers = append(ranges, [2]int32{c.from, c.to}), around // the same for all of a scope
		}
	}
	set := newStats(&ix.facts, ix.today, ranges)
	set.jobSeekers = seekers
	return set
}

func (ix *Index) verdict(row Row) *Verdict {
	c := ix.cellOf(&row)
	if c == nil || c.verdict == "" {
		return nil
	}
	return &Verdict{Level: c.verdict, Label: ix.tongue.verdict(c.verdict)}
}

// place finds where an offer sits among the facts: −1 when it is not a comparable.
func (ix *Index) place(row Row) int32 {
	c := ix.cellOf(&row)
	if c == nil {
		return -1
	}
	return ix.facts.find(row.ID, c.from, c.to)
}

func header(r Row) Offer {
	o := Offer{
		ID: r.ID, Title: r.Title, Rome: r.Rome, RomeLabel: r.RomeLabel, Appellation: r.Appellation,
		AppellationName: r.AppellationLabel, Department: r.Department, Place: r.Place,
	}
	if r.Created != 0 {
		day := isoDay(r.Created)
		o.CreatedOn = &day
	}
	return o
}

func threshold() int { return rules.ActivationMinOffers.Int() }
