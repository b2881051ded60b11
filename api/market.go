package api

import (
	"context"

	"vigie/analytics/market"
	"vigie/api/openapi"
)

// GetMarket answers GET /v1/market, to any known caller: aggregates of offers, and
// counts of persons where they are as many as the caller may be told of.
func (s *server) GetMarket(ctx context.Context, r openapi.GetMarketRequestObject) (openapi.GetMarketResponseObject, error) {
	p := r.Params
	a, err := marketOf(ctx, current(ctx), p.Rome, string(or(p.Level, openapi.GetMarketParamsLevelCountry)), or(p.Code, "FR"))
	if err != nil {
		return nil, err
	}
	return openapi.GetMarket200JSONResponse(a), nil
}

// marketOf reads the market of a trade for the routes that show it, as the caller may see it.
func marketOf(ctx context.Context, x *exchange, rome, level, code string) (market.Answer, error) {
	return x.snapshot.Market(ctx, rome, level, code, x.caller.fewest(x.snapshot.Hidden))
}
