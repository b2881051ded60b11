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

// GetSurveyReport answers GET /v1/surveys/report, to any known caller, as they may see it.
func (s *server) GetSurveyReport(ctx context.Context, r openapi.GetSurveyReportRequestObject) (openapi.GetSurveyReportResponseObject, error) {
	report, err := surveyReportOf(ctx, current(ctx), r.Params)
	if err != nil {
		return nil, err
	}
	return openapi.GetSurveyReport200JSONResponse(*report), nil
}

// surveyReportOf reads a report as the caller may see it.
func surveyReportOf(ctx context.Context, x *exchange, p openapi.GetSurveyReportParams) (*analytics.SurveyReport, error) {
	sight, err := x.caller.sight(x.snapshot.Hidden)
	if err != nil {
		return nil, err
	}
	return x.snapshot.SurveyReport(ctx, analytics.SurveyQuery{
		Quarter: or(p.Quarter, ""), Level: string(or(p.Level, openapi.LevelCountry)), Code: or(p.Code, ""), Sight: sight})
}

// ListCallbacks answers GET /v1/surveys/callbacks, to who works in the agency.
func (s *server) ListCallbacks(ctx context.Context, r openapi.ListCallbacksRequestObject) (openapi.ListCallbacksResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	if err := seesAgency(current(ctx).caller, or(p.Agency, "")); err != nil {
		return nil, err
	}
	list, err := snap.Callbacks(ctx, analytics.ListQuery{Agency: or(p.Agency, ""), Limit: or(p.Limit, offersLimit), After: or(p.Cursor, "")})
	if err != nil {
		return nil, err
	}
	return openapi.ListCallbacks200JSONResponse{Snapshot: snap.ID, AsOf: snap.AsOf, Rows: list.Rows, Waiting: list.Waiting, Late: list.Late, Next: cursorOrNil(list.Next)}, nil
}
