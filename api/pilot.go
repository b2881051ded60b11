package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
	"vigie/api/web"
)

// GetPilot answers GET /v1/agencies/{code}/pilot, to any known caller: figures as the
// caller may see them.
func (s *server) GetPilot(ctx context.Context, r openapi.GetPilotRequestObject) (openapi.GetPilotResponseObject, error) {
	p, err := pilotOf(ctx, r.Code, or(r.Params.Period, ""), string(or(r.Params.Indicator, "")))
	if err != nil {
		return nil, err
	}
	return openapi.GetPilot200JSONResponse(*p), nil
}

// GetPilotPage answers GET /agences/{code}: the same as a page.
func (s *server) GetPilotPage(ctx context.Context, r openapi.GetPilotPageRequestObject) (openapi.GetPilotPageResponseObject, error) {
	p, err := pilotOf(ctx, r.Code, or(r.Params.Period, ""), string(or(r.Params.Indicator, "")))
	if err != nil {
		return nil, err
	}
	body, err := web.Pilot(web.PilotData{Stamp: stamp(current(ctx).snapshot), Pilot: *p})
	return openapi.GetPilotPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetAgenciesPage answers GET /agences: every agency, on the way to its page.
func (s *server) GetAgenciesPage(ctx context.Context, _ openapi.GetAgenciesPageRequestObject) (openapi.GetAgenciesPageResponseObject, error) {
	snap := current(ctx).snapshot
	all, err := snap.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	body, err := web.Agencies(web.AgenciesData{Stamp: stamp(snap), Agencies: all})
	return openapi.GetAgenciesPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetMarketPage answers GET /marche/{rome}: the market of a trade as a page.
func (s *server) GetMarketPage(ctx context.Context, r openapi.GetMarketPageRequestObject) (openapi.GetMarketPageResponseObject, error) {
	a, err := marketOf(ctx, current(ctx), r.Rome, string(or(r.Params.Level, openapi.GetMarketPageParamsLevelCountry)), or(r.Params.Code, "FR"))
	if err != nil {
		return nil, err
	}
	body, err := web.Market(web.MarketData{Stamp: stamp(current(ctx).snapshot), Answer: a})
	return openapi.GetMarketPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// pilotOf reads an agency's page, as the caller may see it.
func pilotOf(ctx context.Context, code, period, indicator string) (*analytics.Pilot, error) {
	x := current(ctx)
	snap := x.snapshot
	sight, err := x.caller.sight(snap.Hidden)
	if err != nil {
		return nil, err
	}
	q := analytics.PilotQuery{Agency: code, Period: period, Indicator: indicator, Sight: sight, Persons: x.caller.fewest(snap.Hidden), Works: seesAgency(x.caller, code) == nil}
	if period != "" {
		q.Kind = kindOf(period)
	}
	return snap.Pilot(ctx, q)
}
