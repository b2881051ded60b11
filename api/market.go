package api

import (
	"context"

	"vigie/api/openapi"
)

// GetMarket answers GET /v1/market, to any known caller: aggregates of offers and
// of job seekers.
func (s *server) GetMarket(ctx context.Context, r openapi.GetMarketRequestObject) (openapi.GetMarketResponseObject, error) {
	p := r.Params
	a, err := current(ctx).snapshot.Market(ctx, p.Rome, string(or(p.Level, openapi.GetMarketParamsLevelCountry)), or(p.Code, "FR"))
	if err != nil {
		return nil, err
	}
	return openapi.GetMarket200JSONResponse(a), nil
}
