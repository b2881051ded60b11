package api

import (
	"context"

	"vigie/analytics"
	"vigie/api/openapi"
	"vigie/data/verbatims"
)

// AnalyseVerbatims answers POST /v1/surveys/verbatims: what each text says. The
// texts are the caller's; nothing of them is kept.
func (s *server) AnalyseVerbatims(_ context.Context, r openapi.AnalyseVerbatimsRequestObject) (openapi.AnalyseVerbatimsResponseObject, error) {
	rows := make([]verbatims.Finding, len(r.Body.Texts))
	for i, text := range r.Body.Texts {
		rows[i] = verbatims.Analyse(text)
	}
	return openapi.AnalyseVerbatims200JSONResponse{Rows: rows}, nil
}

// GetSurveyReport answers GET /v1/surveys/report, to who may see every cell: counts of
// companies' answers, finer than what disclosure control decides of.
func (s *server) GetSurveyReport(ctx context.Context, r openapi.GetSurveyReportRequestObject) (openapi.GetSurveyReportResponseObject, error) {
	if err := seesAll(current(ctx).caller); err != nil {
		return nil, err
	}
	p := r.Params
	report, err := current(ctx).snapshot.SurveyReport(ctx, analytics.SurveyQuery{
		Quarter: or(p.Quarter, ""), Level: string(or(p.Level, openapi.LevelCountry)), Code: or(p.Code, "")})
	if err != nil {
		return nil, err
	}
	return openapi.GetSurveyReport200JSONResponse(*report), nil
}

// ListCallbacks answers GET /v1/surveys/callbacks, to any known caller: companies, no person.
func (s *server) ListCallbacks(ctx context.Context, r openapi.ListCallbacksRequestObject) (openapi.ListCallbacksResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	list, err := snap.Callbacks(ctx, analytics.ListQuery{Agency: or(p.Agency, ""), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListCallbacks200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: list.Rows, Waiting: list.Waiting, Late: list.Late, Next: cursorOrNil(list.Next)}, nil
}
