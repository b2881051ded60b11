package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
)

// offersLimit is the number of offers of a page when none is asked for.
const offersLimit = 50

// ListOffers answers GET /v1/offers, to any known caller.
func (s *server) ListOffers(ctx context.Context, r openapi.ListOffersRequestObject) (openapi.ListOffersResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	rows, next, err := offersOf(snap, analytics.OfferQuery{
		Agency: or(p.Agency, ""), Department: or(p.Department, ""), Rome: or(p.Rome, ""), State: string(or(p.State, "")), Text: or(p.Q, ""),
		Sort: string(or(p.Sort, "")), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListOffers200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: rows, Next: next}, nil
}

// offersOf reads a page of offers; rows is never nil, next is nil at the end.
func offersOf(snap *analytics.Snapshot, q analytics.OfferQuery) (rows []analytics.OfferRow, next *string, err error) {
	rows, cursor, err := snap.Offers(q)
	if err != nil {
		return nil, nil, err
	}
	if rows == nil {
		rows = []analytics.OfferRow{}
	}
	if cursor != "" {
		next = &cursor
	}
	return rows, next, nil
}
