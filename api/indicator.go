package api

import (
	"context"
	"strings"

	"vigie/analytics"
	"vigie/analytics/performance"
	"vigie/api/openapi"
)

// indicatorLimit is the number of values of a page when none is asked for.
const indicatorLimit = 100

// ListIndicators answers GET /v1/indicators, to any known caller.
func (s *server) ListIndicators(ctx context.Context, _ openapi.ListIndicatorsRequestObject) (openapi.ListIndicatorsResponseObject, error) {
	snap := current(ctx).snapshot
	rows := append([]performance.Definition{}, snap.Performance.Definitions()...)
	return openapi.ListIndicators200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: rows}, nil
}

// GetIndicator answers GET /v1/indicators/{id}, to any known caller.
func (s *server) GetIndicator(ctx context.Context, r openapi.GetIndicatorRequestObject) (openapi.GetIndicatorResponseObject, error) {
	p := r.Params
	q := performance.Query{Level: string(or(p.Level, openapi.LevelCountry)), Code: or(p.Code, ""), Limit: or(p.Limit, indicatorLimit), After: or(p.Cursor, "")}
	var err error
	if q.Period, q.From, q.To, err = periods(or(p.Period, ""), or(p.From, ""), or(p.To, "")); err != nil {
		return nil, err
	}
	a, err := indicatorOf(current(ctx).snapshot, r.Id, q)
	if err != nil {
		return nil, err
	}
	return openapi.GetIndicator200JSONResponse(a), nil
}

// indicatorOf reads an indicator for the routes that show it.
func indicatorOf(snap *analytics.Snapshot, id string, q performance.Query) (performance.Answer, error) {
	a, ok, err := snap.Performance.Answer(strings.ToLower(id), q)
	if err != nil {
		return performance.Answer{}, err
	}
	if !ok {
		return performance.Answer{}, analytics.ErrUnknownIndicator
	}
	if a.Rows == nil {
		a.Rows = []performance.Row{}
	}
	a.Snapshot, a.AsOf = snap.ID, snap.AsOf
	return a, nil
}

// Kinds of period.
const (
	month   = "month"
	quarter = "quarter"
)

// periods reads the three parameters that choose periods: a kind or one period,
// and the two ends. All must be of one kind; the quarter is the kind by default.
func periods(period, from, to string) (kind, first, last string, err error) {
	if period != "" && period != month && period != quarter { // one period
		if from != "" || to != "" {
			return "", "", "", &ParameterError{Name: "period", Value: period, Want: "month ou quarter, avec from ou to"}
		}
		return kindOf(period), period, period, nil
	}
	kind = period
	for _, end := range []struct{ name, value string }{{"from", from}, {"to", to}} {
		switch {
		case end.value == "":
		case kind == "":
			kind = kindOf(end.value)
		case kind != kindOf(end.value):
			return "", "", "", &ParameterError{Name: end.name, Value: end.value, Want: "une période de la même sorte que les autres, comme 2026-09 ou 2026-Q3"}
		}
	}
	if from != "" && to != "" && from > to {
		return "", "", "", &ParameterError{Name: "from", Value: from, Want: "une période qui ne suit pas to"}
	}
	if kind == "" {
		kind = quarter
	}
	return kind, from, to, nil
}

func kindOf(period string) string {
	if strings.Contains(period, "Q") {
		return quarter
	}
	return month
}
