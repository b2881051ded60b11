// Package openapi holds the API's document and the Go code generated from it:
// request and response types, and the interface that the handlers implement.
// Change openapi.yaml, then run go generate; never edit openapi_gen.go.
package openapi

import _ "embed"

//go:generate go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -config config.yaml openapi.yaml

// Document is openapi.yaml, as served.
//
//go:embed openapi.yaml
var Document []byte
