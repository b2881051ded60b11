package performance

import "vigie/analytics/disclosure"

// figure names what a row shows, in a period of its kind.
func (p *page) figure(place int, of period, id int32) disclosure.Figure {
	f := disclosure.Figure{Indicator: p.series.ID, Level: levels[p.level], Code: p.index.tree[p.level].places[place].code, Kind: p.kind, Period: of.label, Cut: p.cut}
	if p.cut != "" {
		f.Value = p.under.own.values[id]
	}
	return f
}

// isLeftOut tells of a place that it is not shown by the cut at all, whatever it has.
func (p *page) isLeftOut(place int) bool {
	return p.sight.Check(p.series.ID, levels[p.level], p.index.tree[p.level].places[place].code, p.kind, p.cut) != nil
}

// addHidden adds the values of the cut that are hidden to those that a place has: that a
// row is missing would say that there is nothing.
func (p *page) addHidden(place int, of period) {
	if p.sight == nil {
		return
	}
	for _, id := range p.under.own.byCode {
		if p.roll.sums[id].count == 0 && !p.sight.Shows(p.figure(place, of, id)) {
			p.roll.touched = append(p.roll.touched, id)
		}
	}
}

// hidesPeer tells whether any peer of a group is hidden under a value.
func (p *page) hidesPeer(s standing, id int32) bool {
	if p.sight == nil {
		return false
	}
	of := p.index.calendar.kinds[p.kind][s.period]
	for place, in := range p.index.tree[p.level].places {
		if in.peers == s.peers && !p.sight.Shows(p.figure(place, of, id)) {
			return true
		}
	}
	return false
}

// suppress empties the rows that the caller is not shown, and takes the values of hidden
// periods from the others.
func (p *page) suppress() {
	if p.sight == nil {
		return
	}
	periods := p.index.calendar.kinds[p.kind]
	for i := range p.rows {
		r, c := &p.rows[i], p.cells[i]
		of := periods[c.period]
		if !p.sight.Shows(p.figure(c.place, of, c.id)) {
			r.hide()
			continue
		}
		if at := of.previous; at >= 0 && !p.sight.Shows(p.figure(c.place, periods[at], c.id)) {
			r.Previous = nil
		}
		if at := of.yearBefore; at >= 0 && !p.sight.Shows(p.figure(c.place, periods[at], c.id)) {
			r.YearBefore = nil
		}
	}
}

// hide leaves of a row where and when it is, and its target.
func (r *Row) hide() {
	*r = Row{Level: r.Level, Code: r.Code, Label: r.Label, Period: r.Period, Cut: r.Cut, CutLabel: r.CutLabel, Target: r.Target, Suppressed: true}
}
