package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"mime"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"vigie/api/export"
	"vigie/api/openapi"
)

// Bounds of the sending of a file: of each part, and of all of it.
const (
	exportPart  = 30 * time.Second
	exportWhole = 15 * time.Minute
)

// formatsOf lists the formats that the document promises of an operation.
func formatsOf(o *openapi3.Operation) []export.Format {
	var formats []export.Format
	if ok := o.Responses.Value("200"); ok != nil {
		for media := range ok.Value.Content {
			if f, known := export.Named(media); known {
				formats = append(formats, f)
			}
		}
	}
	return formats
}

// formatOf is the format that a request asks for, by its format parameter or its Accept header.
func (op *operation) formatOf(r *http.Request) export.Format {
	if len(op.formats) < 2 {
		return export.JSON
	}
	if named := r.URL.Query().Get("format"); named != "" {
		return export.Format(named)
	}
	return export.Accepted(r.Header.Get("Accept"), op.formats)
}

// exported answers a list as a file: the same answers as the JSON route's, all pages
// of them, asked of the same handler one after the other. What the columns are is
// read off the rows and the document: a route adds nothing.
func (s *server) exported(next openapi.StrictHandlerFunc, _ string) openapi.StrictHandlerFunc {
	return func(c echo.Context, request any) (any, error) {
		x := current(c.Request().Context())
		if x.format == export.JSON || x.format == "" {
			return next(c, request)
		}
		first, err := next(c, paged(request, x.op, nil))
		if err != nil {
			return nil, err
		}
		a, err := newAnswer(x.op, first)
		if err != nil {
			return nil, err
		}
		table := s.table(c.Request(), x, a)
		table.Rows = a.all(func(cursor *string) (any, error) {
			if err := c.Request().Context().Err(); err != nil {
				return nil, err
			}
			return next(c, paged(request, x.op, cursor))
		})
		return nil, s.send(c, x.format, table)
	}
}

// paged is a request for the longest page after a cursor.
func paged(request any, op *operation, cursor *string) any {
	copied := reflect.New(reflect.TypeOf(request)).Elem()
	copied.Set(reflect.ValueOf(request))
	params := copied.FieldByName("Params")
	if !params.IsValid() {
		return request
	}
	if f := params.FieldByName("Limit"); f.IsValid() {
		most := reflect.New(f.Type().Elem())
		most.Elem().SetInt(int64(*op.query["limit"].Schema.Value.Max))
		f.Set(most)
	}
	if f := params.FieldByName("Cursor"); f.IsValid() {
		f.Set(reflect.ValueOf(cursor).Convert(f.Type()))
	}
	return copied.Interface()
}

// answer is a list that was answered: its rows, and what it says beside them.
type answer struct {
	rows   reflect.Value
	listed listed // instead of rows that are structs
	next   *string
	fields []field
	said   []export.Note
}

// listed are rows that tell their own columns.
type listed interface {
	Columns() []export.Column
	All() iter.Seq2[[]any, error]
}

func newAnswer(op *operation, response any) (*answer, error) {
	v := reflect.ValueOf(response)
	schema := op.route.Operation.Responses.Value("200").Value.Content["application/json"].Schema.Value
	a := &answer{rows: v.FieldByName("Rows"), said: said(v, schema, "")}
	if !a.rows.IsValid() {
		return nil, fmt.Errorf("export %s: a %T has no rows", op.id, response)
	}
	if next := v.FieldByName("Next"); next.IsValid() {
		a.next, _ = next.Interface().(*string)
	}
	if l, ok := a.rows.Interface().(listed); ok {
		a.listed = l
		return a, nil
	}
	var of *openapi3.Schema
	if p := schema.Properties["rows"]; p != nil && p.Value.Items != nil {
		of = p.Value.Items.Value
	}
	a.fields = fieldsOf(a.rows.Type().Elem(), of, "", nil)
	return a, nil
}

func (a *answer) columns() []export.Column {
	if a.listed != nil {
		return a.listed.Columns()
	}
	columns := make([]export.Column, len(a.fields))
	for i, f := range a.fields {
		columns[i] = f.Column
	}
	return columns
}

// all gives the rows of every page, each asked when the one before is written.
func (a *answer) all(page func(cursor *string) (any, error)) iter.Seq2[[]any, error] {
	if a.listed != nil {
		return a.listed.All()
	}
	return func(yield func([]any, error) bool) {
		rows, next := a.rows, a.next
		row := make([]any, len(a.fields))
		for {
			for i := range rows.Len() {
				for j, f := range a.fields {
					row[j] = f.of(rows.Index(i))
				}
				if !yield(row, nil) {
					return
				}
			}
			if next == nil {
				return
			}
			response, err := page(next)
			if err != nil {
				yield(nil, err)
				return
			}
			v := reflect.ValueOf(response)
			rows = v.FieldByName("Rows")
			next, _ = v.FieldByName("Next").Interface().(*string)
		}
	}
}

// table describes the file of an answer.
func (s *server) table(r *http.Request, x *exchange, a *answer) export.Table {
	note := func(names ...string) string {
		for _, n := range a.said {
			if slices.Contains(names, n.Name) && n.Value != "" {
				return n.Value
			}
		}
		return ""
	}
	info := x.op.route.Spec.Info
	t := export.Table{
		Title: cmp.Or(note("indicator.title", "table.title"), x.op.route.Operation.Summary), Lang: x.language, Columns: a.columns(),
		Origin: export.Origin{
			Source: "Vigie, " + x.op.route.Operation.Summary + " : " + r.URL.RequestURI(), Licence: info.License.Name,
			AsOf: x.snapshot.AsOf, Snapshot: x.snapshot.ID, Version: "vigie " + s.Version,
		},
	}
	if v := note("indicator.version", "table.version"); v != "" {
		t.Origin.Version = note("indicator.id", "table.name") + " " + v
	}
	for _, n := range a.said {
		if n.Name != "snapshot" && n.Name != "as_of" {
			t.Notes = append(t.Notes, n)
		}
	}
	t.Notes = append(t.Notes, export.Note{Name: "program", Label: "Programme", Value: "vigie " + s.Version}, export.Note{Name: "licence_url", Label: "Texte de la licence", Value: info.License.URL})
	name := strings.Trim(notInNames.ReplaceAllString(strings.TrimPrefix(r.URL.Path, "/v1/"), "-"), "-")
	t.Name = strings.Join([]string{"vigie", name, x.snapshot.AsOf, x.snapshot.ID}, "-")
	return t
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9_.]+`)

// send writes a file. What fails before its first bytes is answered as any error; later,
// the connection is cut, so that nobody takes a part for the whole.
func (s *server) send(c echo.Context, f export.Format, t export.Table) error {
	response := c.Response()
	header := response.Header()
	media := f.Media()
	if f == export.CSV {
		media = mime.FormatMediaType(media, map[string]string{"charset": "utf-8", "header": "present"})
	}
	header.Set("Content-Type", media)
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.FileName(t)}))
	if c.Request().Method == http.MethodHead {
		response.WriteHeader(http.StatusOK)
		return nil
	}
	begun := s.Now()
	err := export.Write(&sending{response, http.NewResponseController(response), s.Now, begun}, f, t)
	if err == nil && !response.Committed { // a file of no byte; none is
		response.WriteHeader(http.StatusOK)
	}
	if err == nil || !response.Committed {
		header.Del("Content-Disposition")
		var refused *export.ValueError
		if errors.As(err, &refused) && f == export.XLSX {
			return &ParameterError{Name: "format", Value: string(f), Want: "un autre format : un texte de la colonne " + refused.Column + " est plus long qu'une cellule de classeur"}
		}
		return err
	}
	if !errors.Is(err, context.Canceled) {
		slog.ErrorContext(c.Request().Context(), "file cut", "route", c.Path(), "format", string(f), "err", err)
	}
	panic(http.ErrAbortHandler)
}

// sending gives each part of a file its own time to leave.
type sending struct {
	io.Writer
	control *http.ResponseController
	now     func() time.Time
	begun   time.Time
}

func (w *sending) Write(part []byte) (int, error) {
	now := w.now()
	if now.Sub(w.begun) > exportWhole {
		return 0, context.DeadlineExceeded
	}
	_ = w.control.SetWriteDeadline(now.Add(exportPart)) // a test's recorder has none
	return w.Writer.Write(part)
}

// lane is where a request is answered: a file takes long, and leaves the others their room.
func (x *exchange) lane() Lane {
	if x.format != "" && x.format != export.JSON {
		return LaneExports
	}
	return x.op.policy.Lane
}

// said is what an answer says beside its rows, in words: its fields, and theirs.
func said(v reflect.Value, schema *openapi3.Schema, prefix string) []export.Note {
	var notes []export.Note
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		value := v.Field(i)
		for value.Kind() == reflect.Pointer && !value.IsNil() {
			value = value.Elem()
		}
		property := propertyOf(schema, name)
		if name == "" || name == "-" || (prefix == "" && (name == "rows" || name == "next")) {
			continue
		}
		switch value.Kind() {
		case reflect.Struct:
			notes = append(notes, said(value, property, prefix+name+".")...)
		case reflect.String:
			notes = append(notes, export.Note{Name: prefix + name, Label: labelOf(property, prefix+name), Value: value.String()})
		case reflect.Int, reflect.Int32, reflect.Int64:
			notes = append(notes, export.Note{Name: prefix + name, Label: labelOf(property, prefix+name), Value: strconv.FormatInt(value.Int(), 10)})
		case reflect.Bool:
			notes = append(notes, export.Note{Name: prefix + name, Label: labelOf(property, prefix+name), Value: strconv.FormatBool(value.Bool())})
		}
	}
	return notes
}

// labelOf is the first words of a description, up to its precisions.
func labelOf(schema *openapi3.Schema, name string) string {
	if schema == nil || schema.Description == "" {
		return name
	}
	label, _, _ := strings.Cut(schema.Description, " ;")
	label, _, _ = strings.Cut(label, ". ")
	return strings.TrimSuffix(label, ".")
}

func propertyOf(schema *openapi3.Schema, name string) *openapi3.Schema {
	if schema == nil || schema.Properties[name] == nil {
		return nil
	}
	return schema.Properties[name].Value
}
