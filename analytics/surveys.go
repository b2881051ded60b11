package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"time"

	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
	"vigie/data/rules"
)

var (
	//go:embed load/survey_quarters.sql
	surveyQuartersSQL string
	//go:embed load/place_label.sql
	placeLabelSQL string
	//go:embed load/survey_freeze.sql
	surveyFreezeSQL string
	//go:embed load/survey_figures.sql
	surveyFiguresSQL string
	//go:embed load/survey_weeks.sql
	surveyWeeksSQL string
	//go:embed load/survey_themes.sql
	surveyThemesSQL string
	//go:embed load/survey_extracts.sql
	surveyExtractsSQL string
)

// AllContexts names the row of a report that adds the contexts up.
const AllContexts = "TOUS"

// States of a quarter of the surveys.
const (
	QuarterOpen   = "open"   // it is not over
	QuarterClosed = "closed" // it is over, and answers are still taken in
	QuarterFrozen = "frozen" // it was reported; what comes late is a restatement
)

// The level of the whole country, and its one code.
const (
	levelCountry = "country"
	codeCountry  = "FR"
)

// SurveyQuery says of which quarter and place a report is. An empty quarter is the
// last one that is over.
type SurveyQuery struct {
	Quarter, Level, Code string
	Sight                *disclosure.Sight // what the caller is shown; nil is everything
}

// SurveyReport is what the surveys of a quarter say of a place.
type SurveyReport struct {
	Snapshot  string           `json:"snapshot"`
	AsOf      string           `json:"as_of"` // ISO date
	Quarter   string           `json:"quarter"`
	Level     string           `json:"level"`
	Code      string           `json:"code"`
	Label     string           `json:"label"`
	State     string           `json:"state"`
	FreezesOn string           `json:"freezes_on"` // ISO date
	FrozenOn  *string          `json:"frozen_on"`  // ISO date
	Minimum   int              `json:"minimum"`    // observations under which a rate is not told
	Withheld  []string         `json:"withheld"`   // what the caller may not read of the place; never null
	Rows      []SurveyRow      `json:"rows"`
	Weeks     []SurveyWeek     `json:"weeks"`
	Marks     []SurveyMark     `json:"marks"`
	Themes    []SurveyTheme    `json:"themes"`
	Callbacks *SurveyCallbacks `json:"callbacks"`
	Next      *string          `json:"next"` // nil: a report is one page
}

// SurveyRow is the figures of a context: as reported, when the quarter is frozen.
type SurveyRow struct {
	Context      string             `json:"context"`
	Label        string             `json:"label"`
	Sent         *int               `json:"sent"`
	Returned     *int               `json:"returned"`
	Response     SurveyRate         `json:"response"`
	Answers      *int               `json:"answers"`
	Satisfied    *int               `json:"satisfied"`
	Satisfaction SurveyRate         `json:"satisfaction"`
	Target       *float64           `json:"target"`
	Gap          *float64           `json:"gap"`
	LowN         bool               `json:"low_n"`
	Restatement  *SurveyRestatement `json:"restatement"` // nil until the quarter is frozen
	Suppressed   bool               `json:"suppressed"`
}

// SurveyRate is a share with its 95 % interval of Wilson; nil on too few observations.
type SurveyRate struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

// SurveyRestatement is what a frozen quarter would say today, beside what it says.
type SurveyRestatement struct {
	Returned      int        `json:"returned"`
	Answers       int        `json:"answers"`
	Satisfied     int        `json:"satisfied"`
	Satisfaction  SurveyRate `json:"satisfaction"`
	AnswersSince  int        `json:"answers_since"`  // late ones, less those withdrawn
	ReturnedSince int        `json:"returned_since"` // of the surveys sent in the quarter
	Moved         *float64   `json:"moved"`          // of the satisfaction, today less reported
}

// SurveyWeek is the surveys sent in a week, of a context.
type SurveyWeek struct {
	Week     string     `json:"week"`      // 2026-W40
	StartsOn string     `json:"starts_on"` // ISO date, a Monday
	Context  string     `json:"context"`
	Sent     int        `json:"sent"`
	Returned int        `json:"returned"`
	Response SurveyRate `json:"response"`
}

// SurveyMark is how many answers gave a mark.
type SurveyMark struct {
	Mark  int      `json:"mark"` // 1 to 4
	Label string   `json:"label"`
	Count int      `json:"count"`
	Share *float64 `json:"share"`
}

// SurveyTheme is a cause of satisfaction or dissatisfaction: a theme of the verbatims.
type SurveyTheme struct {
	Theme       string   `json:"theme"`
	Verbatims   int      `json:"verbatims"`
	Count       int      `json:"count"`
	Share       *float64 `json:"share"`
	Positive    int      `json:"positive"`
	Neutral     int      `json:"neutral"`
	Negative    int      `json:"negative"`
	BeforeShare *float64 `json:"before_share"`
	IsRising    bool     `json:"is_rising"`
	Extracts    []string `json:"extracts"` // of the whole country only
}

// SurveyCallbacks is what became of the callbacks asked for in the quarter's answers.
type SurveyCallbacks struct {
	Asked   *int       `json:"asked"`
	Waiting *int       `json:"waiting"` // without an outcome
	Over    int        `json:"over"`    // of which the delay has run out
	InTime  int        `json:"in_time"`
	Share   SurveyRate `json:"share"` // in time, of those over
}

// SurveyReport reports on a quarter of the surveys. A parameter that names nothing is
// a *performance.ParamError.
func (s *Snapshot) SurveyReport(ctx context.Context, q SurveyQuery) (*SurveyReport, error) {
	r := &SurveyReport{
		Snapshot: s.ID, AsOf: s.AsOf, Quarter: q.Quarter, Level: q.Level, Code: q.Code, Minimum: rules.SurveyRateMin.Int(),
		Withheld: []string{}, Rows: []SurveyRow{}, Weeks: []SurveyWeek{}, Themes: []SurveyTheme{}, Callbacks: &SurveyCallbacks{},
	}
	if err := s.placeReport(ctx, r); err != nil {
		return nil, err
	}
	for _, fill := range []func(context.Context, *SurveyReport) error{s.surveyFigures, s.surveyWeeks, s.surveyThemes} {
		if err := fill(ctx, r); err != nil {
			return nil, fmt.Errorf("report surveys of %s: %w", r.Quarter, err)
		}
	}
	s.goals(r)
	r.suppress(q.Sight, s.Performance.IsSame(satisfaction, r.Level, r.Code, r.Quarter))
	return r, nil
}

// placeReport finds the place and the quarter, and whether it is frozen.
func (s *Snapshot) placeReport(ctx context.Context, r *SurveyReport) error {
	asOf, err := time.Parse(time.DateOnly, s.AsOf)
	if err != nil {
		return err
	}
	if r.Level == levelCountry && r.Code == "" {
		r.Code = codeCountry
	}
	if r.Quarter == "" {
		r.Quarter = quarterOf(startOfQuarter(asOf.AddDate(0, 0, -1)).AddDate(0, 0, -1))
	}
	var quarters []string
	err = each(ctx, s.db, surveyQuartersSQL, func(rows *sql.Rows) error {
		var quarter string
		err := rows.Scan(&quarter)
		quarters = append(quarters, quarter)
		return err
	})
	if err != nil {
		return fmt.Errorf("list quarters: %w", err)
	}
	if !slices.Contains(quarters, r.Quarter) {
		return &performance.ParamError{Param: "quarter", Value: r.Quarter, Want: "un trimestre de " + quarters[0] + " à " + quarters[len(quarters)-1]}
	}
	err = s.db.QueryRow(ctx, placeLabelSQL, r.Level, r.Code).Scan(&r.Label)
	if errors.Is(err, sql.ErrNoRows) {
		return &performance.ParamError{Param: "code", Value: r.Code, Want: "le code d'un lieu du niveau " + r.Level + " (FR pour country)"}
	}
	if err != nil {
		return fmt.Errorf("find place: %w", err)
	}
	if err := s.db.QueryRow(ctx, surveyFreezeSQL, r.Quarter).Scan(&r.FrozenOn); err != nil {
		return fmt.Errorf("find freeze of %s: %w", r.Quarter, err)
	}
	next := startOf(r.Quarter).AddDate(0, 3, 0)
	r.FreezesOn = next.AddDate(0, 0, rules.FreezeDays.Int()-1).Format(time.DateOnly)
	switch {
	case r.FrozenOn != nil:
		r.State = QuarterFrozen
	case asOf.Before(next):
		r.State = QuarterOpen
	default:
		r.State = QuarterClosed
	}
	return nil
}

func startOfQuarter(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}

func quarterOf(day time.Time) string {
	return fmt.Sprintf("%d-Q%d", day.Year(), (day.Month()+2)/3)
}

// startOf is the first day of a quarter that quarterOf has named.
func startOf(quarter string) time.Time {
	var year, number int
	_, _ = fmt.Sscanf(quarter, "%d-Q%d", &year, &number)
	return time.Date(year, time.Month(3*number-2), 1, 0, 0, 0, 0, time.UTC)
}

// surveyRate is x of n, where n is enough.
func surveyRate(x, n int) SurveyRate {
	if n == 0 || n < rules.SurveyRateMin.Int() {
		return SurveyRate{}
	}
	value := float64(x) / float64(n)
	low, high := performance.Wilson(float64(x), float64(n))
	return SurveyRate{Value: &value, Low: &low, High: &high}
}
