package api

import (
	"context"

	"vigie/analytics/diagnosis"
	"vigie/api/openapi"
	"vigie/api/web"
)

// GetDiagnosis answers GET /v1/offers/{id}/diagnosis, to who works in the agency of the
// offer: it tells what became of the recruiter's other offers. Persons are counts, those
// that the caller may be told.
func (s *server) GetDiagnosis(ctx context.Context, r openapi.GetDiagnosisRequestObject) (openapi.GetDiagnosisResponseObject, error) {
	a, err := diagnosisOf(current(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return openapi.GetDiagnosis200JSONResponse(a), nil
}

// diagnosisOf reads the diagnosis of an offer for the routes that show it.
func diagnosisOf(x *exchange, id string) (diagnosis.Answer, error) {
	a, err := x.snapshot.Diagnosis(id, x.caller.fewest(x.snapshot.Hidden))
	if err != nil {
		return diagnosis.Answer{}, err
	}
	return a, seesAgency(x.caller, or(a.Offer.Agency, ""))
}

// GetDiagnosisPage answers GET /offres/{id}/diagnostic, to the same: one sheet to print.
func (s *server) GetDiagnosisPage(ctx context.Context, r openapi.GetDiagnosisPageRequestObject) (openapi.GetDiagnosisPageResponseObject, error) {
	a, err := diagnosisOf(current(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	body, err := web.Diagnosis(web.DiagnosisData{Stamp: stamp(current(ctx).snapshot), Answer: a})
	return openapi.GetDiagnosisPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetDiagnosisMethodPage answers GET /methode/diagnostic, to anyone: rules, no figure.
func (s *server) GetDiagnosisMethodPage(context.Context, openapi.GetDiagnosisMethodPageRequestObject) (openapi.GetDiagnosisMethodPageResponseObject, error) {
	body, err := web.DiagnosisMethod()
	return openapi.GetDiagnosisMethodPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}
