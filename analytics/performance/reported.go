package performance

// Reported is a figure as it was when its quarter froze: in total, or under a value of
// the cut by context.
type Reported struct {
	Indicator, Level, Code, Period string
	Context                        string // "" is the total
	Numerator, Denominator         int64
	FrozenOn                       string // ISO date
	// IsSame says that the place still holds the agencies that it had then.
	IsSame bool
}

// Frozen is what was reported of a quarter, beside what is known of it since.
type Frozen struct {
	FrozenOn    string   `json:"frozen_on"` // ISO date
	Value       *float64 `json:"value"`
	Numerator   int64    `json:"numerator"`
	Denominator int64    `json:"denominator"`
	Moved       *float64 `json:"moved"` // today's value less what was reported
}

type reportedKey struct{ indicator, level, code, period, context string }

// SetReported gives the index what was reported. It is called before the index answers.
func (ix *Index) SetReported(all []Reported) {
	ix.reported = make(map[reportedKey]Reported, len(all))
	for _, r := range all {
		ix.reported[reportedKey{r.Indicator, r.Level, r.Code, r.Period, r.Context}] = r
	}
}

// IsSame tells whether what was reported of a place is of the agencies that it holds today.
func (ix *Index) IsSame(indicator, level, code, period string) bool {
	was, frozen := ix.reported[reportedKey{indicator, level, code, period, ""}]
	return !frozen || was.IsSame
}

// cutContext is the cut that frozen quarters are reported by.
const cutContext = "context"

// freeze tells each row of a frozen quarter what was reported of it. To who does not see
// every cell, not of a place whose agencies have changed: the difference would be theirs.
func (p *page) freeze() {
	if p.kind != kindDefault || (p.cut != "" && p.cut != cutContext) {
		return
	}
	for i := range p.rows {
		r := &p.rows[i]
		key := reportedKey{p.series.ID, r.Level, r.Code, r.Period, ""}
		if r.Cut != nil {
			key.context = *r.Cut
		}
		if was, frozen := p.index.reported[key]; frozen && (p.sight == nil || was.IsSame) {
			s := sums{numerator: was.Numerator, denominator: was.Denominator}
			r.Frozen = &Frozen{FrozenOn: was.FrozenOn, Value: s.pointer(p.series.Unit), Numerator: was.Numerator, Denominator: was.Denominator}
			if r.Value != nil && r.Frozen.Value != nil {
				moved := *r.Value - *r.Frozen.Value
				r.Frozen.Moved = &moved
			}
		}
	}
}

// Target is the goal of an indicator for a place in a year; nil where none is loaded.
func (ix *Index) Target(indicator, level, code string, year int) *float64 {
	for i, name := range levels {
		if name != level {
			continue
		}
		if at, known := ix.tree[i].find(code); known {
			return ix.target(indicator, ix.tree[i].places[at].region, year)
		}
	}
	return nil
}
