package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
)

// ListAlerts answers GET /v1/alerts, to who works in the agency: offers and what was
// found in them, finer than what disclosure control decides of.
func (s *server) ListAlerts(ctx context.Context, r openapi.ListAlertsRequestObject) (openapi.ListAlertsResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	if err := seesAgency(current(ctx).caller, or(p.Agency, "")); err != nil {
		return nil, err
	}
	rows, counts, cursor, err := snap.Alerts(ctx, analytics.AlertQuery{
		Agency: or(p.Agency, ""), Channel: or(p.Channel, ""), Rule: string(or(p.Rule, "")), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	list := openapi.ListAlerts200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: rows, Counts: counts}
	if cursor != "" {
		list.Next = &cursor
	}
	return list, nil
}
