package api

import (
	"context"

	"vigie/analytics"
	"vigie/analytics/prospects"
	"vigie/api/openapi"
)

// ListProspects answers GET /v1/agencies/{code}/prospects, to any known caller: no person
// is in it.
func (s *server) ListProspects(ctx context.Context, r openapi.ListProspectsRequestObject) (openapi.ListProspectsResponseObject, error) {
	x := current(ctx)
	ix, err := x.snapshot.Prospects()
	if err != nil {
		return nil, err
	}
	p, ok, err := ix.Prospects(r.Code, prospects.Query{Limit: or(r.Params.Limit, 0), After: or(r.Params.Cursor, "")})
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, analytics.ErrUnknownAgency
	}
	p.Snapshot, p.AsOf = x.snapshot.ID, x.snapshot.AsOf
	return openapi.ListProspects200JSONResponse(p), nil
}

// ListPromotions answers GET /v1/agencies/{code}/promotions, to a caller who may read
// the persons of the agency.
func (s *server) ListPromotions(ctx context.Context, r openapi.ListPromotionsRequestObject) (openapi.ListPromotionsResponseObject, error) {
	x := current(ctx)
	if err := seesAgency(x.caller, r.Code); err != nil {
		return nil, err
	}
	p, err := promotionsOf(x, r)
	if err != nil {
		return nil, err
	}
	p.Snapshot, p.AsOf = x.snapshot.ID, x.snapshot.AsOf
	pseudonyms := make([]string, len(p.Rows))
	for i := range p.Rows {
		pseudonyms[i] = p.Rows[i].JobSeekerID
	}
	if err := s.record(ctx, purposePromotion, pseudonyms); err != nil {
		return nil, err
	}
	return openapi.ListPromotions200JSONResponse(p), nil
}

// promotionsOf reads one person of an agency, or a page of those of the best chance.
func promotionsOf(x *exchange, r openapi.ListPromotionsRequestObject) (p prospects.Promotions, err error) {
	persons, err := x.snapshot.Pools()
	if err != nil {
		return p, err
	}
	ix, err := x.snapshot.Prospects()
	if err != nil {
		return p, err
	}
	calls, ok := or(r.Params.Calls, 0), false
	if id := r.Params.JobSeeker; id != nil {
		person, known := persons.Person(*id, r.Code, x.caller.Agencies)
		if !known && ix.HasAgency(r.Code) {
			return p, errNobody
		}
		p, ok = ix.Promotion(r.Code, person, calls)
	} else {
		q := prospects.Query{Limit: or(r.Params.Limit, 0), After: or(r.Params.Cursor, "")}
		p, ok, err = ix.Promotions(r.Code, persons.Portfolio(r.Code, x.caller.Agencies), calls, q)
	}
	if err == nil && !ok {
		err = analytics.ErrUnknownAgency
	}
	return p, err
}
