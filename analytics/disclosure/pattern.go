package disclosure

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kinds of periods that hide by themselves; years and rolling windows follow from them.
const (
	Month   = "month"
	Quarter = "quarter"
)

// Block is a quarter, the periods of which are decided together.
type Block struct {
	Label  string // 2026-Q3
	Months [3]string
}

// BlockOf is the block of a month, 2026-09.
func BlockOf(month string) Block {
	year, number, _ := strings.Cut(month, "-")
	n, _ := strconv.Atoi(number)
	q := (n + 2) / 3
	b := Block{Label: year + "-Q" + strconv.Itoa(q)}
	for i := range b.Months {
		m := 3*q - 2 + i
		b.Months[i] = year + "-" + string([]byte{'0' + byte(m/10), '0' + byte(m%10)})
	}
	return b
}

// BlockLabelled is the block of a label, 2026-Q3.
func BlockLabelled(label string) Block {
	year, number, _ := strings.Cut(label, "-Q")
	n, _ := strconv.Atoi(number)
	return BlockOf(year + "-" + strconv.Itoa(3*n))
}

// Over is the day after the block's last.
func (b Block) Over() time.Time {
	last, _ := time.Parse("2006-01", b.Months[2])
	return last.AddDate(0, 1, 0)
}

// Decision is what is hidden of a block: places by the month and by the quarter, and by
// each cut values of all places and places in all values.
type Decision struct {
	Block  Block
	Months []bool // by place
	Whole  []bool // by place; hidden by the month too
	Cuts   map[string]*CutDecision
}

// CutDecision is what is hidden of a block by a cut.
type CutDecision struct {
	Places []bool          // by place; hidden without the cut is hidden here too
	Values map[string]bool // hidden everywhere
}

// Plan is what an audience is shown at all: the finest period of each level, and the
// cuts that a level has, by the quarter.
type Plan struct {
	Audience string
	Finest   map[string]string   // by level: month or quarter; a level that is absent is not shown
	Cuts     map[string][]string // by level
}

// ByCut are the cuts of any level, in order.
func (p Plan) ByCut() []string {
	var all []string
	for _, cuts := range p.Cuts {
		all = append(all, cuts...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// start is a decision before any figure is seen: what the plan leaves out is hidden, and
// places that were no more when the block was over, of which nothing was shown.
func (p Plan) start(c *Country, b Block) Decision {
	d := Decision{Block: b, Months: make([]bool, len(c.Places)), Whole: make([]bool, len(c.Places)), Cuts: map[string]*CutDecision{}}
	over := b.Over().Format(time.DateOnly)
	for i, place := range c.Places {
		finest := p.Finest[place.Level]
		if until := c.until[i]; until != "" && until < over {
			finest = ""
		}
		d.Whole[i] = finest == ""
		d.Months[i] = finest != Month
	}
	for _, cut := range p.ByCut() {
		of := &CutDecision{Places: make([]bool, len(c.Places)), Values: map[string]bool{}}
		for i, place := range c.Places {
			of.Places[i] = d.Whole[i] || !slices.Contains(p.Cuts[place.Level], cut)
		}
		d.Cuts[cut] = of
	}
	return d
}

// Decide hides, of a block, what the rule asks for each facet, on top of what was
// hidden before (nil: nothing was decided yet). Facets that may be set against each
// other belong in one decision.
//
// Places that are new tonight are first set against all that was shown before, which
// hiding it now would not take back.
func Decide(c *Country, p Plan, r Rule, b Block, before *Decision, facets []*Facts) Decision {
	d := p.start(c, b)
	in := deciding{country: c, plan: p, rule: r, facets: facets, tally: &tally{}}
	if before != nil {
		d.join(*before)
		if slices.Contains(c.isNew, true) {
			in.periods(&d, c.isSinceTonight)
			in.cuts(&d, func(t cutTable, d *CutDecision) { t.coarsen(d, c.isSinceTonight) })
		}
	}
	in.periods(&d, c.isToday)
	in.cuts(&d, cutTable.decide)
	return d
}

// deciding is what a block is decided of.
type deciding struct {
	country *Country
	plan    Plan
	rule    Rule
	facets  []*Facts
	tally   *tally
}

// periods hides places by the month and the quarter, of those that may be.
func (in deciding) periods(d *Decision, may func(place int32) bool) {
	for _, f := range in.facets {
		coarsen(Table{in.country, f.Facet, f.ofQuarter(in.country, in.tally)}, in.rule, d.Whole, may, in.tally)
		also(d.Months, d.Whole)
		coarsen(Table{in.country, f.Facet, f.ofMonths(in.country, in.tally)}, in.rule, d.Months, may, in.tally)
	}
	also(d.Months, d.Whole)
}

// cuts decides each cut, facet by facet.
func (in deciding) cuts(d *Decision, decide func(cutTable, *CutDecision)) {
	for _, cut := range in.plan.ByCut() {
		if !slices.ContainsFunc(in.facets, func(f *Facts) bool { return f.cuts[cut] != nil }) {
			continue
		}
		also(d.Cuts[cut].Places, d.Whole)
		for _, f := range in.facets {
			if f.cuts[cut] != nil {
				decide(cutTable{in.country, f, cut, in.rule, in.tally}, d.Cuts[cut])
			}
		}
	}
}

// join hides what another decision hides.
func (d *Decision) join(o Decision) {
	also(d.Months, o.Months)
	also(d.Whole, o.Whole)
	for cut, of := range o.Cuts {
		if mine := d.Cuts[cut]; mine != nil {
			also(mine.Places, of.Places)
			for v := range of.Values {
				mine.Values[v] = true
			}
		}
	}
}

func also(hidden, more []bool) {
	for i, h := range more {
		hidden[i] = hidden[i] || h
	}
}
