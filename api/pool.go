package api

import (
	"cmp"
	"context"
	"errors"

	"vigie/analytics"
	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/data/rules"
)

// errNoPool refuses a pool for an offer that is known but seeks nobody.
var errNoPool = errors.New("offer is closed or not entrusted")

// GetPool answers GET /v1/offers/{id}/pool, to a caller who may read persons.
func (s *server) GetPool(ctx context.Context, r openapi.GetPoolRequestObject) (openapi.GetPoolResponseObject, error) {
	p, err := s.poolOf(ctx, r.Id, pools.Query{
		Limit: or(r.Params.Limit, 0), RadiusKm: r.Params.RadiusKm, NearTrades: or(r.Params.NearTrades, true), After: or(r.Params.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.GetPool200JSONResponse(p), nil
}

// DraftPool answers POST /v1/pool, to a caller who may read persons: the pool of an
// offer as it would be. The draft is not kept.
func (s *server) DraftPool(ctx context.Context, r openapi.DraftPoolRequestObject) (openapi.DraftPoolResponseObject, error) {
	x, id := current(ctx), or(r.Body.OfferId, "")
	p, err := x.snapshot.DraftPool(ctx, id, r.Body.Offer, pools.Query{
		Limit: or(r.Params.Limit, 0), RadiusKm: r.Params.RadiusKm, NearTrades: or(r.Params.NearTrades, true), After: or(r.Params.Cursor, ""), Agencies: x.caller.Agencies})
	if errors.Is(err, analytics.ErrUnknownOffer) {
		err = noPool(x.snapshot, id)
	}
	if err != nil {
		return nil, err
	}
	p.Snapshot, p.AsOf = x.snapshot.ID, x.snapshot.AsOf
	if err := s.recordPool(ctx, p); err != nil {
		return nil, err
	}
	return openapi.DraftPool200JSONResponse(p), nil
}

// GetLevers answers GET /v1/offers/{id}/pool/levers: exact counts to a caller who may
// read every person, coarse ones to any other.
func (s *server) GetLevers(ctx context.Context, r openapi.GetLeversRequestObject) (openapi.GetLeversResponseObject, error) {
	x := current(ctx)
	l, err := leversOf(x, r.Id)
	if err != nil {
		return nil, err
	}
	return openapi.GetLevers200JSONResponse(l), nil
}

// leversOf reads the levers of an offer for the routes that show them.
func leversOf(x *exchange, id string) (pools.Levers, error) {
	ix, err := x.snapshot.Pools()
	if err != nil {
		return pools.Levers{}, err
	}
	l, ok := ix.Levers(id)
	if !ok {
		return pools.Levers{}, noPool(x.snapshot, id)
	}
	l.Snapshot, l.AsOf = x.snapshot.ID, x.snapshot.AsOf
	if !x.caller.everybody() {
		l = l.Coarse(rules.DisclosurePersons.Int())
	}
	return l, nil
}

// poolOf reads a pool for the routes that show it, and leaves the trace of that read.
func (s *server) poolOf(ctx context.Context, id string, q pools.Query) (pools.Pool, error) {
	p, err := readPool(current(ctx), id, q)
	if err != nil {
		return pools.Pool{}, err
	}
	return p, s.recordPool(ctx, p)
}

// readPool reads a page of a pool, with the persons of the caller's agencies.
func readPool(x *exchange, id string, q pools.Query) (pools.Pool, error) {
	ix, err := x.snapshot.Pools()
	if err != nil {
		return pools.Pool{}, err
	}
	q.Agencies = x.caller.Agencies
	p, ok, err := ix.Pool(id, q)
	if err != nil {
		return pools.Pool{}, err
	}
	if !ok {
		return pools.Pool{}, noPool(x.snapshot, id)
	}
	p.Snapshot, p.AsOf = x.snapshot.ID, x.snapshot.AsOf
	return p, nil
}

// recordPool tells the audit who is in an answer.
func (s *server) recordPool(ctx context.Context, p pools.Pool) error {
	pseudonyms := make([]string, len(p.Candidates))
	for i := range p.Candidates {
		pseudonyms[i] = p.Candidates[i].JobSeekerID
	}
	return s.record(ctx, cmp.Or(p.Offer.ID, purposeDraft), pseudonyms)
}

// noPool tells an offer that has no pool from one that nobody knows.
func noPool(snap *analytics.Snapshot, id string) error {
	_, known, err := snap.Attractivity.Answer(id, "")
	switch {
	case err != nil:
		return err
	case known:
		return errNoPool
	}
	return analytics.ErrUnknownOffer
}
