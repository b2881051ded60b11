package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vigie/api/openapi"
	"vigie/api/web"
	"vigie/data"
)

// GetHealth answers GET /healthz, to anyone: the program runs.
func (s *server) GetHealth(context.Context, openapi.GetHealthRequestObject) (openapi.GetHealthResponseObject, error) {
	return openapi.GetHealth200JSONResponse{Status: openapi.Ok, Service: openapi.Vigie, Version: s.Version}, nil
}

// GetReadiness answers GET /readyz, to anyone: the snapshot served can be read.
func (s *server) GetReadiness(ctx context.Context, _ openapi.GetReadinessRequestObject) (openapi.GetReadinessResponseObject, error) {
	snap, release := s.Source.Acquire()
	defer release()
	if snap == nil {
		return nil, data.ErrNoSnapshot
	}
	if err := snap.Ready(ctx); err != nil {
		return nil, err
	}
	status := openapi.Ready
	if age, ok := s.snapshotAge(); ok && age > s.StaleAfter {
		status = openapi.Degraded
	}
	return openapi.GetReadiness200JSONResponse{Status: status, Snapshot: snap.ID, AsOf: snap.AsOf, PublishedAt: snap.PublishedAt}, nil
}

// ListSnapshots answers GET /v1/snapshots, to any known caller.
func (s *server) ListSnapshots(ctx context.Context, _ openapi.ListSnapshotsRequestObject) (openapi.ListSnapshotsResponseObject, error) {
	published, err := s.Published(ctx)
	if err != nil {
		return nil, err
	}
	list := openapi.ListSnapshots200JSONResponse{Rows: append([]openapi.Snapshot{}, published...)}
	snap, release := s.Source.Acquire()
	defer release()
	if snap == nil {
		return list, nil
	}
	list.Snapshot, list.AsOf = &snap.ID, &snap.AsOf
	for i := range list.Rows {
		list.Rows[i].Served = list.Rows[i].Id == snap.ID
	}
	return list, nil
}

// GetDocument answers GET /openapi.yaml, to anyone.
func (s *server) GetDocument(context.Context, openapi.GetDocumentRequestObject) (openapi.GetDocumentResponseObject, error) {
	return openapi.GetDocument200ApplicationyamlResponse{Body: bytes.NewReader(openapi.Document), ContentLength: int64(len(openapi.Document))}, nil
}

// GetDocs answers GET /docs, to anyone.
func (s *server) GetDocs(context.Context, openapi.GetDocsRequestObject) (openapi.GetDocsResponseObject, error) {
	return openapi.GetDocs200TexthtmlResponse{PageTexthtmlResponse: page(s.docs)}, nil
}

// GetMethodPage answers GET /methode/attractivite, to anyone: definitions, no figure.
func (s *server) GetMethodPage(context.Context, openapi.GetMethodPageRequestObject) (openapi.GetMethodPageResponseObject, error) {
	body, err := web.Method()
	return openapi.GetMethodPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// GetMetrics answers GET /metrics, to any known caller.
func (s *server) GetMetrics(ctx context.Context, _ openapi.GetMetricsRequestObject) (openapi.GetMetricsResponseObject, error) {
	return exposition{ctx, s.metrics}, nil
}

// exposition writes the measures in the form that their own library knows.
type exposition struct {
	ctx context.Context //nolint:containedctx // lives for one answer
	*metrics
}

// VisitGetMetricsResponse writes the answer.
func (x exposition) VisitGetMetricsResponse(w http.ResponseWriter) error {
	r, err := http.NewRequestWithContext(x.ctx, http.MethodGet, "/metrics", http.NoBody)
	if err != nil {
		return err
	}
	promhttp.HandlerFor(x.registry, promhttp.HandlerOpts{}).ServeHTTP(w, r)
	return nil
}

// page is the body of a page's answer.
func page(body []byte) openapi.PageTexthtmlResponse {
	return openapi.PageTexthtmlResponse{Body: bytes.NewReader(body), ContentLength: int64(len(body))}
}
