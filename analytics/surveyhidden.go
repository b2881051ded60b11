package analytics

import (
	"strconv"

	"vigie/analytics/disclosure"
)

// Indicators that the figures of a report are those of.
const (
	satisfaction = "ent2"
	callbacks    = "callback"
)

// goals fills the target of the satisfaction, and how far from it each context is.
func (s *Snapshot) goals(r *SurveyReport) {
	year, _ := strconv.Atoi(r.Quarter[:4]) // the name of a quarter that the snapshot holds
	target := s.Performance.Target(satisfaction, r.Level, r.Code, year)
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Target = target; target != nil && row.Satisfaction.Value != nil {
			gap := *row.Satisfaction.Value - *target
			row.Gap = &gap
		}
	}
}

// suppress empties what the caller is not shown of a report. The figures of its rows are
// those of ENT2 and RESP, which one bundle decides; those of callbacks in time are
// CALLBACK's. What is finer is told of an agency of the caller's own. What froze of a place
// that held other agencies is not shown: the difference would be theirs.
func (r *SurveyReport) suppress(sight *disclosure.Sight, isSame bool) {
	if sight == nil {
		return
	}
	f := disclosure.Figure{Indicator: satisfaction, Level: r.Level, Code: r.Code, Kind: disclosure.Quarter, Period: r.Quarter}
	for i := range r.Rows {
		of := f
		if c := r.Rows[i].Context; c != AllContexts {
			of.Cut, of.Value = "context", c
		}
		if !sight.Shows(of) || (!isSame && r.State == QuarterFrozen) {
			r.Rows[i] = SurveyRow{Context: r.Rows[i].Context, Label: r.Rows[i].Label, Target: r.Rows[i].Target, Suppressed: true}
		}
	}
	if !sight.Details(f) {
		r.Withheld = append(r.Withheld, "weeks", "marks", "themes")
		r.Weeks, r.Marks, r.Themes = []SurveyWeek{}, []SurveyMark{}, []SurveyTheme{}
	}
	f.Indicator = callbacks
	switch {
	case sight.Details(f):
	case sight.Shows(f):
		r.Callbacks.Asked, r.Callbacks.Waiting = nil, nil
	default:
		r.Withheld, r.Callbacks = append(r.Withheld, "callbacks"), nil
	}
}
