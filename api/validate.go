package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"vigie/api/export"
	"vigie/api/openapi"
)

// operation is one route: what the document says of it, and its policy.
type operation struct {
	id     string
	policy Policy
	html   bool // answers a page, errors included
	route  *routers.Route
	path   []*openapi3.Parameter
	query  map[string]*openapi3.Parameter
	// formats are those of its answer; JSON is one.
	formats []export.Format
}

// operations finds the operation of a request by method and route template.
type operations map[string]*operation

// find returns the operation of the matched route; nil for a route that has
// none; routed is false where no route matched.
func (ops operations) find(c echo.Context) (op *operation, routed bool) {
	method := c.Request().Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	op, routed = ops[method+" "+c.Path()]
	return op, routed
}

// readDocument parses and checks the document that the server obeys.
func readDocument() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromData(openapi.Document)
	if err != nil {
		return nil, fmt.Errorf("read openapi document: %w", err)
	}
	if err := doc.Validate(context.Background()); err != nil { // no request yet, nothing to cancel
		return nil, fmt.Errorf("check openapi document: %w", err)
	}
	return doc, nil
}

// newOperations lists the operations of the document, with their policies.
func newOperations(doc *openapi3.T) operations {
	ops := operations{}
	for path, item := range doc.Paths.Map() {
		for method, o := range item.Operations() {
			op := &operation{id: o.OperationID, policy: policies[o.OperationID], html: slices.Contains(o.Tags, "pages"),
				route: &routers.Route{Spec: doc, Path: path, PathItem: item, Method: method, Operation: o}, query: map[string]*openapi3.Parameter{}, formats: formatsOf(o)}
			for _, p := range append(slices.Clone(item.Parameters), o.Parameters...) {
				if p.Value.In == openapi3.ParameterInPath {
					op.path = append(op.path, p.Value)
				} else {
					op.query[p.Value.Name] = p.Value
				}
			}
			ops[method+" "+template(path)] = op
		}
	}
	return ops
}

// template writes a path of the document as the router does.
func template(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// validate refuses a request that the document does not allow, naming the
// parameter. It looks only at what the request holds.
func validate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		x := current(c.Request().Context())
		op := x.op
		if op == nil || op.route == nil {
			return next(c)
		}
		if op.html {
			dropEmpty(c)
		}
		in := openapi3filter.RequestValidationInput{Request: c.Request(), Route: op.route, Options: &openapi3filter.Options{SkipSettingDefaults: true}}
		if err := op.check(&in, c); err != nil {
			return err
		}
		x.format = op.formatOf(c.Request())
		return next(c)
	}
}

// check validates the parameters of a request, in the order of their names.
func (op *operation) check(in *openapi3filter.RequestValidationInput, c echo.Context) error {
	r := in.Request
	if len(op.path) > 0 {
		in.PathParams = make(map[string]string, len(op.path))
		for _, p := range op.path {
			value, err := url.PathUnescape(c.Param(p.Name))
			if err != nil {
				return errMalformed
			}
			in.PathParams[p.Name] = value
			if err := checkParameter(r.Context(), in, p, value); err != nil {
				return err
			}
		}
	}
	if err := op.checkQuery(in); err != nil {
		return err
	}
	if body := op.route.Operation.RequestBody; body != nil {
		return checkBody(in, body.Value)
	}
	return nil
}

// checkQuery validates the parameters that follow the question mark.
func (op *operation) checkQuery(in *openapi3filter.RequestValidationInput) error {
	r := in.Request
	if r.URL.RawQuery == "" {
		return nil
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return errMalformed
	}
	in.QueryParams = query
	for _, name := range sortedKeys(query) {
		p, known := op.query[name]
		switch {
		case !known:
			return &ParameterError{Name: name}
		case len(query[name]) > 1:
			return &ParameterError{Name: name, Value: strings.Join(query[name], ", "), Want: "une seule valeur"}
		}
		if err := checkParameter(r.Context(), in, p, query.Get(name)); err != nil {
			return err
		}
	}
	return nil
}

// checkBody validates a JSON body, and leaves it to be read again.
func checkBody(in *openapi3filter.RequestValidationInput, body *openapi3.RequestBody) error {
	if media, _, err := mime.ParseMediaType(in.Request.Header.Get("Content-Type")); err != nil || media != "application/json" {
		return errMedia
	}
	err := openapi3filter.ValidateRequestBody(in.Request.Context(), in, body)
	var wrong *openapi3.SchemaError
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return checkWhole(in.Request)
	case errors.As(err, &tooLarge):
		return errTooLarge
	case errors.As(err, &wrong):
		return &ParameterError{Name: strings.Join(append([]string{"corps"}, wrong.JSONPointer()...), "."), Want: want(wrong.Schema)}
	}
	return &ParameterError{Name: "corps", Want: "du JSON"}
}

// checkWhole refuses what follows the JSON value of a body, which decoders leave unread.
func checkWhole(r *http.Request) error {
	if r.GetBody == nil {
		return nil // no body, and none is required
	}
	body, err := r.GetBody()
	if err != nil {
		return fmt.Errorf("read body again: %w", err)
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("read body again: %w", err)
	}
	if !json.Valid(data) {
		return &ParameterError{Name: "corps", Want: "une seule valeur JSON"}
	}
	return nil
}

func checkParameter(ctx context.Context, in *openapi3filter.RequestValidationInput, p *openapi3.Parameter, value string) error {
	if !utf8.ValidString(value) {
		return &ParameterError{Name: p.Name, Want: "du texte en UTF-8"}
	}
	err := openapi3filter.ValidateParameter(ctx, in, p)
	var refused *openapi3filter.RequestError
	if errors.As(err, &refused) {
		return &ParameterError{Name: p.Name, Value: value, Want: want(p.Schema.Value)}
	}
	return err
}

// want says in French what a parameter's schema accepts.
func want(s *openapi3.Schema) string {
	bounds := ""
	if s.Min != nil && s.Max != nil {
		bounds = fmt.Sprintf(" de %s à %s", number(*s.Min), number(*s.Max))
	}
	switch {
	case len(s.Enum) > 0:
		words := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			words[i] = fmt.Sprint(v)
		}
		return strings.Join(words, ", ")
	case s.Type.Is("integer"):
		return "un entier" + bounds
	case s.Type.Is("number"):
		return "un nombre" + bounds
	case s.Type.Is("boolean"):
		return "true ou false"
	case s.Pattern != "":
		return "la forme " + s.Pattern
	case s.Type.Is("array") && s.MaxItems != nil:
		return fmt.Sprintf("une liste de %d à %d valeurs", s.MinItems, *s.MaxItems)
	case s.Type.Is("object") && len(s.Properties) == 0:
		return "un objet"
	case s.Type.Is("object"):
		return "un objet dont les champs sont " + strings.Join(slices.Sorted(maps.Keys(s.Properties)), ", ")
	case s.MaxLength != nil:
		return fmt.Sprintf("de %d à %d caractères", s.MinLength, *s.MaxLength)
	}
	return "une autre valeur"
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// dropEmpty forgets the empty fields of a page's form: a browser sends them all.
func dropEmpty(c echo.Context) {
	r := c.Request()
	if !strings.Contains(r.URL.RawQuery, "=") {
		return
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return // check says so
	}
	for name, values := range query {
		if values = slices.DeleteFunc(values, func(v string) bool { return v == "" }); len(values) == 0 {
			delete(query, name)
		} else {
			query[name] = values
		}
	}
	if encoded := query.Encode(); encoded != r.URL.RawQuery {
		u := *r.URL
		u.RawQuery = encoded
		r2 := *r
		r2.URL = &u
		c.SetRequest(&r2)
	}
}

func sortedKeys(v url.Values) []string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
