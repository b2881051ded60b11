package disclosure

import (
	"fmt"
	"maps"
	"slices"
)

// Finding is a hidden sum that breaks the rule and that an attack bounds within the
// rule's threshold.
type Finding struct {
	Facet, Sum string
	Place      Place
	What       string // a month, a quarter, or a value of a cut
	Interval
}

func (f Finding) String() string {
	return fmt.Sprintf("%s of %s, %s %s in %s: %d to %d", f.Sum, f.Facet, f.Place.Level, f.Place.Code, f.What, f.Low, f.High)
}

// Report is what an audit did.
type Report struct {
	Attacked int // sums that break the rule
	Skipped  int // of them, beyond the limit
	Unsolved int // of them, not solved numerically
	Narrowest,
	Widest int64 // of what is attacked; Unbounded where nothing limits it
	Findings []Finding
}

// Add adds another report up.
func (r *Report) Add(o Report) {
	if o.Attacked > 0 && (r.Attacked == 0 || o.Narrowest < r.Narrowest) {
		r.Narrowest = o.Narrowest
	}
	r.Widest = max(r.Widest, o.Widest)
	r.Attacked, r.Skipped, r.Unsolved = r.Attacked+o.Attacked, r.Skipped+o.Skipped, r.Unsolved+o.Unsolved
	r.Findings = append(r.Findings, o.Findings...)
}

var sumNames = [sums]string{"units", "numerator", "the rest"}

// Audit attacks a decision by linear programming: every hidden sum of a place, by the
// month and the quarter and by each value of a cut, that breaks the rule, evenly chosen
// where there are more than limit of a kind (0: all). Months are attacked with quarters,
// values with the totals of places; blocks are apart, since nothing links them.
func Audit(c *Country, r Rule, d Decision, facets []*Facts, limit int) Report {
	var report Report
	for _, f := range facets {
		for s := range sums {
			report.Add(auditPeriods(c, r, d, f, s).attack(r, limit))
			for _, cut := range slices.Sorted(maps.Keys(f.cuts)) {
				if d.Cuts[cut] != nil {
					report.Add(auditCut(c, r, d, f, s, cut).attack(r, limit))
				}
			}
		}
	}
	return report
}

// attempt is a system and what is looked for in it.
type attempt struct {
	system  *System
	targets []Finding
	cells   [][]int32 // of each target
}

func (a attempt) attack(r Rule, limit int) Report {
	report := Report{Narrowest: Unbounded}
	attacker := a.system.Attacker()
	step := 1
	if n := len(a.targets); limit > 0 && n > limit {
		step = (n + limit - 1) / limit
	}
	for i, f := range a.targets {
		if i%step != 0 {
			report.Skipped++
			continue
		}
		report.Attacked++
		bounds, err := attacker.Bounds(a.cells[i])
		if err != nil {
			report.Unsolved++
			continue
		}
		report.Narrowest, report.Widest = min(report.Narrowest, bounds.Width()), max(report.Widest, bounds.Width())
		if bounds.Width() < int64(r.Establishments) {
			f.Interval = bounds
			report.Findings = append(report.Findings, f)
		}
	}
	return report
}

// auditPeriods sets agencies by the month against every sum of places, months and quarters.
func auditPeriods(c *Country, r Rule, d Decision, f *Facts, s int) attempt {
	cells := make([]int64, 3*c.Agencies)
	for i, u := range f.units {
		cells[3*int(u.Agency)+int(f.month[i])] += f.Facet.sums(u)[s]
	}
	var shown [][]int32
	a := attempt{}
	members := c.members()
	for p, agencies := range members {
		for _, q := range []struct {
			what   string
			months []int
			hidden bool
		}{
			{d.Block.Label, []int{0, 1, 2}, d.Whole[p]}, {d.Block.Months[0], []int{0}, d.Months[p]},
			{d.Block.Months[1], []int{1}, d.Months[p]}, {d.Block.Months[2], []int{2}, d.Months[p]},
		} {
			var sum []int32
			var units []Unit
			for _, agency := range agencies {
				for _, m := range q.months {
					sum = append(sum, 3*agency+int32(m))
				}
			}
			if !q.hidden {
				shown = append(shown, sum)
				continue
			}
			in := placesOf(agencies, c.Agencies)
			for i, u := range f.units {
				if in[u.Agency] && slices.Contains(q.months, int(f.month[i])) {
					units = append(units, u)
				}
			}
			a.look(r, f.Facet, s, units, Finding{Place: c.Places[p], What: q.what}, sum)
		}
	}
	a.system = NewSystem(cells, shown)
	return a
}

// auditCut sets the values of the places of a cut against their totals and one another.
// Below them nothing is shown by the cut, so that agencies are as many as their classes.
func auditCut(c *Country, r Rule, d Decision, f *Facts, s int, cut string) attempt {
	column := f.cuts[cut]
	of := map[string][]Unit{}
	for i, u := range f.units {
		of[column.values[column.of[i]]] = append(of[column.values[column.of[i]]], u)
	}
	values := slices.Sorted(maps.Keys(of))
	hides := d.Cuts[cut]
	cells := make([]int64, c.Agencies*len(values))
	for v, value := range values {
		for _, u := range of[value] {
			cells[int(u.Agency)*len(values)+v] += f.Facet.sums(u)[s]
		}
	}
	var shown [][]int32
	a := attempt{}
	for p, agencies := range c.members() {
		if c.Places[p].Level == AgencyLevel {
			continue
		}
		in := placesOf(agencies, c.Agencies)
		var all []int32
		for v, value := range values {
			var sum []int32
			for _, agency := range agencies {
				sum = append(sum, agency*int32(len(values))+int32(v))
			}
			all = append(all, sum...)
			if !hides.Places[p] && !hides.Values[value] {
				shown = append(shown, sum)
				continue
			}
			var units []Unit
			for _, u := range of[value] {
				if in[u.Agency] {
					units = append(units, u)
				}
			}
			a.look(r, f.Facet, s, units, Finding{Place: c.Places[p], What: d.Block.Label + ", " + cut + " " + value}, sum)
		}
		if !d.Whole[p] {
			shown = append(shown, all)
		}
	}
	a.system = NewSystem(cells, shown)
	return a
}

// look adds a target if it breaks the rule.
func (a *attempt) look(r Rule, f Facet, s int, units []Unit, of Finding, cells []int32) {
	if !r.breaks(f, s, makersOf(f, units)) {
		return
	}
	of.Facet, of.Sum = f.Name, sumNames[s]
	a.targets, a.cells = append(a.targets, of), append(a.cells, cells)
}

// members are the agencies of each place.
func (c *Country) members() [][]int32 {
	members := make([][]int32, len(c.Places))
	for a, places := range c.Of {
		for _, p := range places {
			members[p] = append(members[p], int32(a))
		}
	}
	return members
}

func placesOf(agencies []int32, n int) []bool {
	in := make([]bool, n)
	for _, a := range agencies {
		in[a] = true
	}
	return in
}
