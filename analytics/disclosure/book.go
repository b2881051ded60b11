package disclosure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Row says of one thing that it is hidden: a place of a block by the month or the
// quarter, or, by a cut, a place in every value or a value in every place. Kind Decided
// says of a block that all else is shown.
type Row struct {
	Audience, Bundle, Block string
	Kind                    string // decided, month, quarter, cut
	Level, Code             string
	Cut, Value              string
}

// Kinds of rows, beside Month and Quarter.
const (
	Decided = "decided"
	byCut   = "cut"
)

// Rows are what a decision hides of what its plan shows, in order.
func (d Decision) Rows(c *Country, p Plan, bundle string) []Row {
	start := p.start(c, d.Block)
	of := Row{Audience: p.Audience, Bundle: bundle, Block: d.Block.Label}
	var rows []Row
	add := func(r Row, hidden, by []bool) {
		for i := range hidden {
			if hidden[i] && !by[i] {
				r.Level, r.Code = c.Places[i].Level, c.Places[i].Code
				rows = append(rows, r)
			}
		}
	}
	all := of
	all.Kind = Decided
	rows = append(rows, all)
	month, quarter := of, of
	month.Kind, quarter.Kind = Month, Quarter
	add(month, d.Months, start.Months)
	add(quarter, d.Whole, start.Whole)
	for cut, hides := range d.Cuts {
		r := of
		r.Kind, r.Cut = byCut, cut
		add(r, hides.Places, start.Cuts[cut].Places)
		for v := range hides.Values {
			r.Value = v
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Cut, b.Cut), strings.Compare(a.Level, b.Level),
			strings.Compare(a.Code, b.Code), strings.Compare(a.Value, b.Value))
	})
	return rows
}

// Hide puts a row of a night before back into a decision; what is not in the country any
// more is passed over.
func (d *Decision) Hide(c *Country, r Row) {
	if r.Kind == byCut && d.Cuts[r.Cut] != nil && r.Value != "" {
		d.Cuts[r.Cut].Values[r.Value] = true
		return
	}
	at := Place{r.Level, r.Code}
	for _, places := range []map[Place]int32{c.at, c.had} {
		if place, known := places[at]; known {
			d.hide(r, place)
		}
	}
}

func (d *Decision) hide(r Row, place int32) {
	switch {
	case r.Kind == Month:
		d.Months[place] = true
	case r.Kind == Quarter:
		d.Whole[place] = true
	case r.Kind == byCut && d.Cuts[r.Cut] != nil:
		d.Cuts[r.Cut].Places[place] = true
	}
}

// Start is a decision that hides only what a plan leaves out.
func (p Plan) Start(c *Country, b Block) Decision { return p.start(c, b) }

// Book holds what is hidden of a snapshot, from each audience.
type Book struct {
	country   *Country
	audiences map[string]Audience
	bundles   map[string]Member
	decisions map[decided]*Decision
}

type decided struct{ audience, bundle, block string }

// NewBook makes the book of a snapshot of its rows, in any order.
func NewBook(c *Country, rows []Row) (*Book, error) {
	audiences, err := Audiences()
	if err != nil {
		return nil, err
	}
	b := &Book{country: c, audiences: map[string]Audience{}, decisions: map[decided]*Decision{}}
	if b.bundles, err = Bundles(); err != nil {
		return nil, err
	}
	for _, a := range audiences {
		b.audiences[a.Rule.Audience] = a
	}
	for _, r := range rows {
		k := decided{r.Audience, r.Bundle, r.Block}
		if b.decisions[k] == nil {
			d := b.audiences[r.Audience].start(c, BlockLabelled(r.Block))
			b.decisions[k] = &d
		}
		b.decisions[k].Hide(c, r)
	}
	return b, nil
}

// Country is the country of the book.
func (b *Book) Country() *Country { return b.country }

// Persons is the number of persons under which a count is not told to an audience: any is
// too few for one that is not known.
func (b *Book) Persons(audience string) int {
	a, known := b.audiences[audience]
	if !known {
		return math.MaxInt
	}
	return a.Rule.Persons
}

// Blocks are those that are decided for any audience, in order.
func (b *Book) Blocks() []string {
	var all []string
	for k := range b.decisions {
		all = append(all, k.block)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Decision is what is hidden of a bundle's block from an audience; nil when it is not decided.
func (b *Book) Decision(audience, bundle, block string) *Decision {
	return b.decisions[decided{audience, bundle, block}]
}

// Figure names what a row of an answer shows.
type Figure struct {
	Indicator, Level, Code string
	Kind, Period           string // month, quarter, year, rolling12
	Cut, Value             string // "" without a cut
}

// Sight is what one caller is shown; nil is everything.
type Sight struct {
	book     *Book
	audience Audience
	agencies []string // sorted; those that the caller has a right to
}

// Sight gives what an audience is shown, with some agencies of its own.
func (b *Book) Sight(audience string, agencies []string) (*Sight, error) {
	a, known := b.audiences[audience]
	if !known {
		return nil, fmt.Errorf("audience %q: not known", audience)
	}
	return &Sight{b, a, slices.Sorted(slices.Values(agencies))}, nil
}

// Shows tells whether a figure is shown. A year and a rolling window are when each of
// their quarters is, or all its months.
func (s *Sight) Shows(f Figure) bool {
	if s == nil {
		return true
	}
	if f.Level == AgencyLevel && slices.Contains(s.agencies, f.Code) {
		return s.own(f)
	}
	place, known := s.book.country.Place(Place{f.Level, f.Code})
	return known && every(f.Kind, f.Period, func(kind, period string) bool { return s.shows(f, place, kind, period) })
}

// Details tells whether what is finer than an indicator is told of a place: of an agency
// of the caller's own, which they know all of, when its figures are shown.
func (s *Sight) Details(f Figure) bool {
	return s == nil || (f.Level == AgencyLevel && slices.Contains(s.agencies, f.Code) && s.Shows(f))
}

func (s *Sight) decision(f Figure, kind, period string) *Decision {
	block := period
	if kind == Month {
		block = BlockOf(period).Label
	}
	return s.book.decisions[decided{s.audience.Rule.Audience, s.book.bundles[f.Indicator].Bundle, block}]
}

func (s *Sight) shows(f Figure, place int32, kind, period string) bool {
	d := s.decision(f, kind, period)
	if d == nil {
		return false
	}
	if f.Cut != "" {
		of := d.Cuts[f.Cut]
		return kind == Quarter && of != nil && slices.Contains(s.book.bundles[f.Indicator].Cuts, f.Cut) && !of.Places[place] && !of.Values[f.Value]
	}
	if kind == Month {
		return !d.Months[place]
	}
	return !d.Whole[place]
}

// own tells whether a caller is shown a figure of an agency that they have a right to:
// always, unless another one of theirs was hidden with it and its figure with this one
// would give those of colleagues. Of such agencies the first is shown.
func (s *Sight) own(f Figure) bool {
	if len(s.agencies) == 1 {
		return true
	}
	a, known := s.book.country.Agency(f.Code)
	return !known || every(f.Kind, f.Period, func(kind, period string) bool {
		d := s.decision(f, kind, period)
		if d == nil {
			return true
		}
		hidden := d.Whole
		if kind == Month {
			hidden = d.Months
		}
		mine, all := s.alike(hidden, a)
		return !hidden[a] || len(mine) == all || mine[0] == a
	})
}

// alike are the caller's agencies in the class of one of them, and the size of the class.
func (s *Sight) alike(hidden []bool, agency int32) (mine []int32, all int) {
	for _, c := range s.book.country.classes(hidden) {
		if !slices.Contains(c.agencies, agency) {
			continue
		}
		for _, a := range c.agencies {
			if slices.Contains(s.agencies, s.book.country.Places[a].Code) {
				mine = append(mine, a)
			}
		}
		return mine, len(c.agencies)
	}
	return nil, 0
}

// every holds for each month or quarter that a period is made of.
func every(kind, period string, holds func(kind, period string) bool) bool {
	switch kind {
	case "year":
		for q := '1'; q <= '4'; q++ {
			if !holds(Quarter, period+"-Q"+string(q)) {
				return false
			}
		}
		return true
	case "rolling12":
		months := twelve(period)
		for len(months) > 0 {
			if b := BlockOf(months[0]); len(months) >= 3 && b.Months[0] == months[0] {
				if !holds(Quarter, b.Label) {
					return false
				}
				months = months[3:]
			} else {
				if !holds(Month, months[0]) {
					return false
				}
				months = months[1:]
			}
		}
		return true
	}
	return holds(kind, period)
}

// twelve are the twelve months that end with one.
func twelve(last string) []string {
	year, month, _ := strings.Cut(last, "-")
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	months := make([]string, 0, 12)
	for n := 12*y + m - 12; n < 12*y+m; n++ {
		months = append(months, fmt.Sprintf("%04d-%02d", n/12, n%12+1))
	}
	return months
}

// Refusal says what is not published to a caller at all, and what is.
type Refusal struct {
	Param string // level, period, by
	Value string
	Want  string // in French
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s : « %s » n'est pas publié ici ; publié : %s", r.Param, r.Value, r.Want)
}

// Check refuses what the plan leaves out of an indicator whatever its figures, unless it is
// asked of an agency of the caller's own.
func (s *Sight) Check(indicator, level, code, kind, cut string) error {
	if s == nil || (level == AgencyLevel && len(s.agencies) > 0 && (code == "" || slices.Contains(s.agencies, code))) {
		return nil
	}
	finest, shown := s.audience.Finest[level]
	switch {
	case !shown:
		return &Refusal{"level", level, strings.Join(s.levels(func(string) bool { return true }), ", ")}
	case kind == Month && (finest != Month || cut != ""):
		return &Refusal{"period", kind, "quarter, year, rolling12"}
	case cut != "":
		return s.checkCut(indicator, level, cut)
	}
	return nil
}

// checkCut refuses a cut by which an indicator is not controlled, or not at a level.
func (s *Sight) checkCut(indicator, level, cut string) error {
	of := func(level string) (cuts []string) {
		for _, c := range s.audience.Cuts[level] {
			if slices.Contains(s.book.bundles[indicator].Cuts, c) {
				cuts = append(cuts, c)
			}
		}
		return cuts
	}
	if slices.Contains(of(level), cut) {
		return nil
	}
	if strings.Contains(cut, ",") { // two are no table that is controlled
		return &Refusal{"by", cut, "une coupe à la fois, ou deux de sa propre agence"}
	}
	if cuts := of(level); len(cuts) > 0 {
		return &Refusal{"by", cut, strings.Join(cuts, ", ")}
	}
	if levels := s.levels(func(l string) bool { return slices.Contains(of(l), cut) }); len(levels) > 0 {
		return &Refusal{"by", cut, "cette ventilation aux niveaux " + strings.Join(levels, ", ")}
	}
	return &Refusal{"by", cut, "aucune ventilation"}
}

func (s *Sight) levels(which func(level string) bool) []string {
	var all []string
	for level := range s.audience.Finest {
		if which(level) {
			all = append(all, level)
		}
	}
	slices.Sort(all)
	return all
}
