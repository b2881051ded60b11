package market

import "vigie/analytics/disclosure"

// Counts are the persons that the market of a trade counts in a department.
type Counts struct {
	Rome, Department            string
	Portfolio, Hires, Positions int64
}

// Persons says which counts of persons are too few to be told, of several trades. Of
// each trade, the territories are hidden until no sum or difference of those that are
// shown counts fewer persons than the audience's threshold, but none.
type Persons struct {
	country *disclosure.Country
	hidden  map[string]*[2][]bool // by trade: portfolio, hires; by place
}

const (
	portfolio = iota
	hires
)

// Hide decides what is hidden of counts from whom may be told of so many persons or more.
func Hide(country *disclosure.Country, counts []Counts, persons int) *Persons {
	cells := map[string]*[3][]disclosure.Unit{} // job seekers; offers filled, and positions
	for _, c := range counts {
		at, known := country.Agency(c.Department)
		if !known {
			continue
		}
		of := cells[c.Rome]
		if of == nil {
			of = &[3][]disclosure.Unit{}
			cells[c.Rome] = of
		}
		for i, n := range []int64{c.Portfolio, c.Hires, c.Positions} {
			if n > 0 {
				of[i] = append(of[i], disclosure.Unit{Agency: at, Establishment: uint32(at) + 1, Count: n, Numerator: n})
			}
		}
	}
	p := &Persons{country: country, hidden: map[string]*[2][]bool{}}
	facet, rule := disclosure.Facet{Kind: disclosure.Ratio, Persons: true}, disclosure.Rule{Persons: persons, Dominance: 1}
	for rome, of := range cells {
		cell := func(i int) disclosure.Cell { return disclosure.NewCell(country, facet, of[i]) }
		hide := func(cells ...disclosure.Cell) []bool {
			hidden := make([]bool, len(country.Places))
			disclosure.Coarsen(disclosure.Table{Country: country, Facet: facet, Cells: cells}, rule, hidden)
			return hidden
		}
		p.hidden[rome] = &[2][]bool{portfolio: hide(cell(0)), hires: hide(cell(1), cell(2))}
	}
	return p
}

// Portfolio says that the job seekers of a trade in a territory are hidden.
func (p *Persons) Portfolio(rome, level, code string) bool {
	return p.hides(portfolio, rome, level, code)
}

// Hires says that the hires of a trade in a territory are hidden.
func (p *Persons) Hires(rome, level, code string) bool { return p.hides(hires, rome, level, code) }

// AnyPortfolio says that the job seekers of any department are hidden: a figure that is made of all of
// them might give them back.
func (p *Persons) AnyPortfolio(rome string) bool {
	if p == nil || p.hidden[rome] == nil {
		return false
	}
	for _, hidden := range p.hidden[rome][portfolio] {
		if hidden {
			return true
		}
	}
	return false
}

func (p *Persons) hides(what int, rome, level, code string) bool {
	if p == nil || p.hidden[rome] == nil {
		return false
	}
	place, known := p.country.Place(PlaceOf(level, code))
	return known && p.hidden[rome][what][place]
}

// PlaceOf names a territory of the market as disclosure control does, which calls the
// places that make up all others agencies: here they are departments.
func PlaceOf(level, code string) disclosure.Place {
	if level == "department" {
		level = disclosure.AgencyLevel
	}
	return disclosure.Place{Level: level, Code: code}
}

// Suppress empties what is hidden of a trade in a territory.
func (p *Persons) Suppress(f *Figures, rome, level, code string) {
	if p.Hires(rome, level, code) {
		f.Hires, f.Suppressed = nil, true
	}
	if p.Portfolio(rome, level, code) {
		f.Portfolio, f.Suppressed = nil, true
		if !f.Published {
			f.Ratio = nil
		}
	}
}

// Suppress empties what is hidden of an answer.
func (a *Answer) Suppress(p *Persons) {
	if p.Hires(a.Rome, a.Level, a.Code) {
		a.Hires = Hires{Suppressed: true}
	}
	if p.AnyPortfolio(a.Rome) {
		a.Mismatch = nil
	}
	if p.Portfolio(a.Rome, a.Level, a.Code) {
		a.JobSeekers.Portfolio, a.JobSeekers.Suppressed = nil, true
		if a.JobSeekers.StockA == nil {
			reason := Suppressed
			a.Ratio = Ratio{Reason: &reason}
		}
	}
	for i := range a.Neighbours {
		n := &a.Neighbours[i]
		p.Suppress(&n.Figures, a.Rome, a.Level, n.Code)
	}
	for i := range a.NearTrades {
		n := &a.NearTrades[i]
		p.Suppress(&n.Figures, n.Rome, a.Level, a.Code)
	}
}
