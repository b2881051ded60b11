package api

import (
	"context"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"vigie/analytics"
	"vigie/api/openapi"
)

// Days before and after any event.
const (
	firstDay = "0001-01-01"
	lastDay  = "9999-12-31"
)

// ListEvents answers GET /v1/events, to who works in the agency:
// figures of single events, finer than what disclosure control decides of.
func (s *server) ListEvents(ctx context.Context, r openapi.ListEventsRequestObject) (openapi.ListEventsResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	if err := seesAgency(current(ctx).caller, or(p.Agency, "")); err != nil {
		return nil, err
	}
	rows, next, err := snap.Events(ctx, analytics.EventQuery{
		By: string(or(p.By, openapi.EventsByEvent)), Agency: or(p.Agency, ""), Type: string(or(p.Type, "")),
		From: dayOr(p.From, firstDay), To: dayOr(p.To, lastDay), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListEvents200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: rows, Next: cursorOrNil(next)}, nil
}

func dayOr(day *openapi_types.Date, none string) string {
	if day == nil {
		return none
	}
	return day.Format(time.DateOnly)
}
