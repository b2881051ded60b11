package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
)

// ListWorklist30 answers GET /v1/worklists/j30, to who works in the agency.
func (s *server) ListWorklist30(ctx context.Context, r openapi.ListWorklist30RequestObject) (openapi.ListWorklist30ResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	if err := seesAgency(current(ctx).caller, or(p.Agency, "")); err != nil {
		return nil, err
	}
	list, err := snap.Worklist30(ctx, analytics.ListQuery{Agency: or(p.Agency, ""), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListWorklist30200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: list.Rows, Waiting: list.Waiting, Late: list.Late, Next: cursorOrNil(list.Next)}, nil
}

// cursorOrNil is a cursor as answers have it: null at the end.
func cursorOrNil(cursor string) *string {
	if cursor == "" {
		return nil
	}
	return &cursor
}
