package api

import (
	"cmp"
	"context"
	"errors"
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
	q := performance.Query{Level: string(or(p.Level, openapi.LevelCountry)), Code: or(p.Code, ""), By: or(p.By, ""), Cut: or(p.Cut, ""), Limit: or(p.Limit, indicatorLimit), After: or(p.Cursor, "")}
	q.Period, q.From, q.To = periods(or(p.Period, ""), or(p.From, ""), or(p.To, ""))
	a, err := indicatorOf(current(ctx), r.Id, q)
	if err != nil {
		return nil, err
	}
	return openapi.GetIndicator200JSONResponse(a), nil
}

// indicatorOf reads an indicator for the routes that show it, as the caller may see it.
func indicatorOf(x *exchange, id string, q performance.Query) (a performance.Answer, err error) {
	snap := x.snapshot
	if q.Sight, err = x.caller.sight(snap.Hidden); err != nil {
		return performance.Answer{}, err
	}
	a, ok, err := snap.Performance.Answer(strings.ToLower(id), q)
	if errors.Is(err, performance.ErrLoading) {
		return performance.Answer{}, analytics.ErrLoading
	}
	if err != nil {
		return performance.Answer{}, err
	}
	if !ok {
		return performance.Answer{}, analytics.ErrUnknownIndicator
	}
	a.Snapshot, a.AsOf = snap.ID, snap.AsOf
	return a, nil
}

// Kinds of period that a period or an end can name by itself.
const (
	month   = "month"
	quarter = "quarter"
	year    = "year"
)

// periods reads the three parameters that choose periods: a kind or one period,
// and two ends, the first of which tells the kind when nothing else does.
func periods(period, from, to string) (kind, first, last string) {
	switch {
	case period == "" && from == "" && to == "":
		return quarter, "", ""
	case period == "":
		return kindOf(cmp.Or(from, to)), from, to
	case period[0] >= '0' && period[0] <= '9': // one period
		return kindOf(period), cmp.Or(from, period), cmp.Or(to, period)
	}
	return period, from, to
}

// kindOf tells the kind of a period from the way it is written.
func kindOf(period string) string {
	_, part, cut := strings.Cut(period, "-")
	switch {
	case !cut:
		return year
	case strings.HasPrefix(part, "Q"):
		return quarter
	}
	return month
}
