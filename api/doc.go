// Package api answers over HTTP: the JSON routes of openapi/openapi.yaml and
// the pages, from the snapshot that is served. One request sees one snapshot.
//
// A request goes through server.go's chain: observe, protect, gate (who may),
// validate (against the document), admit (bounded concurrency), then the
// snapshot and its ETag, then a handler. A handler is a method of the generated
// strict interface: typed request in, typed answer or error out.
//
// It never opens DuckDB or Parquet, never computes a figure, and only
// server.go, validate.go, auth.go and metrics.go know Echo. Start with New and
// policies.
package api
