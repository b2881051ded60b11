package api

import (
	"context"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/api/openapi"
)

// GetAttractivity answers GET /v1/offers/{id}/attractivity, to any known caller:
// its figures are those of 30 offers or more.
func (s *server) GetAttractivity(ctx context.Context, r openapi.GetAttractivityRequestObject) (openapi.GetAttractivityResponseObject, error) {
	snap := current(ctx).snapshot
	language := current(ctx).language
	q := question{snap.ID, language, r.Id, string(or(r.Params.Scope, openapi.ScopeDepartment))}
	if body := s.kept.get(q); body != nil {
		return written(body), nil
	}
	a, err := attractivityOf(snap, language, r.Id, r.Params.Scope)
	if err != nil {
		return nil, err
	}
	body, err := write(a)
	if err != nil {
		return nil, err
	}
	s.kept.put(q, body)
	return body, nil
}

// BatchAttractivity answers POST /v1/attractivity/batch: what a list of offers shows.
func (s *server) BatchAttractivity(ctx context.Context, r openapi.BatchAttractivityRequestObject) (openapi.BatchAttractivityResponseObject, error) {
	snap := current(ctx).snapshot
	rows, err := snap.Attractivity.In(current(ctx).language).Summaries(r.Body.Ids)
	if err != nil {
		return nil, err
	}
	return openapi.BatchAttractivity200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: rows}, nil
}

// SimulateAttractivity answers POST /v1/attractivity/simulate, to any known caller: an
// offer beside what it would be. The draft is not kept.
func (s *server) SimulateAttractivity(ctx context.Context, r openapi.SimulateAttractivityRequestObject) (openapi.SimulateAttractivityResponseObject, error) {
	a, err := current(ctx).snapshot.In(current(ctx).language).Simulate(ctx, or(r.Body.OfferId, ""), r.Body.Offer)
	if err != nil {
		return nil, err
	}
	return openapi.SimulateAttractivity200JSONResponse(a), nil
}

// attractivityOf reads an offer's attractivity for the routes that show it, in a language.
func attractivityOf(snap *analytics.Snapshot, language, id string, scope *openapi.Scope) (attractivity.Answer, error) {
	a, ok, err := snap.Attractivity.In(language).Answer(id, string(or(scope, openapi.ScopeDepartment)))
	if err != nil {
		return attractivity.Answer{}, err
	}
	if !ok {
		return attractivity.Answer{}, analytics.ErrUnknownOffer
	}
	a.Snapshot, a.AsOf = snap.ID, snap.AsOf
	return a, nil
}

// or is what p points at, or the default.
func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
