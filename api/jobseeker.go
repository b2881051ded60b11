package api

import (
	"context"
	"errors"

	"vigie/analytics/pools"
	"vigie/api/openapi"
)

// errNobody refuses a pseudonym that the caller may not know.
var errNobody = errors.New("unknown job seeker")

// ListJobSeekerOffers answers GET /v1/job-seekers/{id}/offers, to a caller who may read
// the person.
func (s *server) ListJobSeekerOffers(ctx context.Context, r openapi.ListJobSeekerOffersRequestObject) (openapi.ListJobSeekerOffersResponseObject, error) {
	x := current(ctx)
	ix, err := x.snapshot.Pools()
	if err != nil {
		return nil, err
	}
	m, ok, err := ix.Matches(r.Id, pools.MatchQuery{
		Limit: or(r.Params.Limit, 0), NearTrades: or(r.Params.NearTrades, true), Agencies: x.caller.Agencies, After: or(r.Params.Cursor, "")})
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, errNobody
	}
	m.Snapshot, m.AsOf = x.snapshot.ID, x.snapshot.AsOf
	if err := s.record(ctx, "", []string{r.Id}); err != nil {
		return nil, err
	}
	return openapi.ListJobSeekerOffers200JSONResponse(m), nil
}
