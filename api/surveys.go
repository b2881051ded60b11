package api

import (
	"context"

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
