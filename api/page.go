package api

import (
	"context"
	"errors"
	"slices"

	"vigie/analytics"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/api/web"
)

// Numbers of rows that the pages show.
const (
	homeOffers    = 12
	poolPage      = 20
	indicatorRows = 1000 // a territory's whole series, or a level's places at one period
)

// GetHomePage answers GET /: the indicators, and offers to start from.
func (s *server) GetHomePage(ctx context.Context, _ openapi.GetHomePageRequestObject) (openapi.GetHomePageResponseObject, error) {
	x := current(ctx)
	snap := x.snapshot
	active := true
	offers, _, err := offersOf(snap, analytics.OfferQuery{State: string(openapi.Open), Active: &active, Limit: homeOffers})
	if err != nil {
		return nil, err
	}
	summaries, err := summaries(x)
	if err != nil {
		return nil, err
	}
	body, err := web.Home(web.HomeData{Stamp: stamp(snap), Indicators: summaries, Offers: offers})
	return openapi.GetHomePage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetOffersPage answers GET /offres: the list of offers, and its search.
func (s *server) GetOffersPage(ctx context.Context, r openapi.GetOffersPageRequestObject) (openapi.GetOffersPageResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	q := analytics.OfferQuery{Agency: or(p.Agency, ""), Department: or(p.Department, ""), Rome: or(p.Rome, ""), State: string(or(p.State, "")),
		Text: or(p.Q, ""), Sort: string(or(p.Sort, "")), Limit: offersLimit, After: or(p.Cursor, "")}
	rows, next, err := offersOf(snap, q)
	if err != nil {
		return nil, err
	}
	body, err := web.Offers(web.OffersData{Stamp: stamp(snap), Query: q, Rows: rows, Next: or(next, "")})
	return openapi.GetOffersPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetOfferPage answers GET /offres/{id}: the widget, and the way to the pool.
func (s *server) GetOfferPage(ctx context.Context, r openapi.GetOfferPageRequestObject) (openapi.GetOfferPageResponseObject, error) {
	snap := current(ctx).snapshot
	a, err := attractivityOf(snap, web.Languages()[0], r.Id, r.Params.Scope)
	if err != nil {
		return nil, err
	}
	levers, err := leversOf(current(ctx), r.Id)
	if err != nil && !errors.Is(err, errNoPool) && !errors.Is(err, analytics.ErrLoading) {
		return nil, err
	}
	_, err = diagnosisOf(current(ctx), r.Id)
	body, err := web.Offer(web.OfferData{Stamp: stamp(snap), Answer: a, Levers: levers, Diagnosed: err == nil})
	return openapi.GetOfferPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetEmbedPage answers GET /embed/attractivity/{id}: the widget alone.
func (s *server) GetEmbedPage(ctx context.Context, r openapi.GetEmbedPageRequestObject) (openapi.GetEmbedPageResponseObject, error) {
	snap := current(ctx).snapshot
	a, err := attractivityOf(snap, current(ctx).language, r.Id, r.Params.Scope)
	if err != nil {
		return nil, err
	}
	body, err := web.Embed(current(ctx).language, web.OfferData{Stamp: stamp(snap), Answer: a})
	return openapi.GetEmbedPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetPoolPage answers GET /offres/{id}/vivier, to a caller who may read persons.
func (s *server) GetPoolPage(ctx context.Context, r openapi.GetPoolPageRequestObject) (openapi.GetPoolPageResponseObject, error) {
	snap := current(ctx).snapshot
	q := pools.Query{Limit: poolPage, RadiusKm: r.Params.RadiusKm, NearTrades: or(r.Params.NearTrades, true), After: or(r.Params.Cursor, "")}
	p, err := s.poolOf(ctx, r.Id, q)
	if err != nil {
		return nil, err
	}
	l, err := leversOf(current(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	body, err := web.Pool(web.PoolData{Stamp: stamp(snap), Query: q, Pool: p, Levers: l, Lever: or(r.Params.Lever, "")})
	return openapi.GetPoolPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetPoolMethodPage answers GET /methode/viviers, to anyone: it holds no data.
func (s *server) GetPoolMethodPage(context.Context, openapi.GetPoolMethodPageRequestObject) (openapi.GetPoolMethodPageResponseObject, error) {
	body, err := web.PoolMethod()
	return openapi.GetPoolMethodPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetIndicatorMethodPage answers GET /methode/indicateurs, to anyone: definitions, no figure.
func (s *server) GetIndicatorMethodPage(context.Context, openapi.GetIndicatorMethodPageRequestObject) (openapi.GetIndicatorMethodPageResponseObject, error) {
	body, err := web.IndicatorMethod()
	return openapi.GetIndicatorMethodPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetIndicatorsPage answers GET /indicateurs: each indicator beside its target.
func (s *server) GetIndicatorsPage(ctx context.Context, _ openapi.GetIndicatorsPageRequestObject) (openapi.GetIndicatorsPageResponseObject, error) {
	x := current(ctx)
	snap := x.snapshot
	summaries, err := summaries(x)
	if err != nil {
		return nil, err
	}
	body, err := web.Indicators(web.IndicatorsData{Stamp: stamp(snap), Indicators: summaries})
	return openapi.GetIndicatorsPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetIndicatorPage answers GET /indicateurs/{id}: a territory's series, the
// country's by default, its values of a cut and a level's territories at the last period.
func (s *server) GetIndicatorPage(ctx context.Context, r openapi.GetIndicatorPageRequestObject) (openapi.GetIndicatorPageResponseObject, error) {
	x, p := current(ctx), r.Params
	snap := x.snapshot
	d := web.IndicatorData{Stamp: stamp(snap), Level: string(or(p.Level, openapi.LevelCountry)), Code: or(p.Code, ""), Period: or(p.Period, quarter), Cut: or(p.By, "")}
	q := performance.Query{Level: string(openapi.LevelCountry), Limit: indicatorRows}
	q.Period, q.From, q.To = periods(d.Period, "", "")
	if d.Code != "" {
		q.Level, q.Code = d.Level, d.Code
	}
	var err error
	if d.Series, err = indicatorOf(x, r.Id, q); err != nil {
		return nil, err
	}
	if d.Territories, err = territories(x, d, q); err != nil {
		return nil, err
	}
	if d.Values, err = valuesOfCut(x, d, q); err != nil {
		return nil, err
	}
	body, err := web.Indicator(d)
	return openapi.GetIndicatorPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// territories reads a level's places at the last period of the series; none for
// the country, which is one place.
func territories(x *exchange, d web.IndicatorData, q performance.Query) ([]performance.Row, error) {
	if d.Level == string(openapi.LevelCountry) || d.Code != "" || len(d.Series.Rows) == 0 {
		return nil, nil
	}
	q.Level = d.Level
	q.From = lastObserved(d.Series.Rows)
	q.To = q.From
	a, err := indicatorOf(x, d.Series.Indicator.ID, q)
	return a.Rows, err
}

// valuesOfCut reads the values of a cut for the place of the series, at its last period.
func valuesOfCut(x *exchange, d web.IndicatorData, q performance.Query) ([]performance.Row, error) {
	if d.Cut == "" {
		return nil, nil
	}
	q.By = d.Cut
	if len(d.Series.Rows) > 0 {
		q.From = lastObserved(d.Series.Rows)
		q.To = q.From
	}
	a, err := indicatorOf(x, d.Series.Indicator.ID, q)
	return a.Rows, err
}

// lastObserved is the last period of a place's rows, the newest first, that has a value;
// where none has, the last.
func lastObserved(rows []performance.Row) string {
	for _, r := range rows {
		if r.Value != nil {
			return r.Period
		}
	}
	return rows[0].Period
}

// summaries reads each indicator's quarters for the country, and, where the
// country has no target, the regions that have one.
func summaries(x *exchange) ([]web.Summary, error) {
	var all []web.Summary
	for _, d := range x.snapshot.Performance.Definitions() {
		q := performance.Query{Level: string(openapi.LevelCountry), Period: quarter, Limit: indicatorRows}
		country, err := indicatorOf(x, d.ID, q)
		if err != nil {
			return nil, err
		}
		s := web.Summary{Answer: country}
		if len(country.Rows) > 0 && country.Rows[0].Target == nil {
			q.Level, q.From = string(openapi.LevelRegion), country.Rows[0].Period
			regions, err := indicatorOf(x, d.ID, q)
			if err != nil {
				return nil, err
			}
			s.Targeted = slices.DeleteFunc(regions.Rows, func(r performance.Row) bool { return r.Target == nil || r.Value == nil })
		}
		all = append(all, s)
	}
	return all, nil
}

// stamp says of which night a page speaks.
func stamp(snap *analytics.Snapshot) web.Stamp {
	return web.Stamp{Snapshot: snap.ID, AsOf: snap.AsOf}
}
