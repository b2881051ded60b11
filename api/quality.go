package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
)

// GetQuality answers GET /v1/offers/{id}/quality: the writing of an entrusted offer.
func (s *server) GetQuality(ctx context.Context, r openapi.GetQualityRequestObject) (openapi.GetQualityResponseObject, error) {
	a, err := current(ctx).snapshot.Quality(ctx, r.Id, nil)
	if err != nil {
		return nil, err
	}
	return openapi.GetQuality200JSONResponse(a), nil
}

// JudgeQuality answers POST /v1/quality: the writing of a draft. It is not kept.
func (s *server) JudgeQuality(_ context.Context, r openapi.JudgeQualityRequestObject) (openapi.JudgeQualityResponseObject, error) {
	a, err := analytics.DraftQuality(r.Body.Offer)
	if err != nil {
		return nil, err
	}
	return openapi.JudgeQuality200JSONResponse(a), nil
}
