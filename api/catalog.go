package api

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"

	"vigie/analytics"
	"vigie/api/export"
	"vigie/api/openapi"
	"vigie/api/web"
	"vigie/data/glossary"
)

// tableLimit is the number of rows of a page of a table when none is asked for.
const tableLimit = 100

// errBadCursorOfTable refuses a cursor of another night: pages of two nights are no table.
var errBadCursorOfTable = errors.New("cursor of another snapshot")

// words are the glossaries of a language: its own, and the other one for what it lacks.
func (s *server) words(lang string) (in, otherwise *glossary.Glossary) {
	none := &glossary.Glossary{}
	in, otherwise = s.Words[lang], s.Words["en"]
	if otherwise == nil {
		otherwise = none
	}
	if in == nil {
		in = otherwise
	}
	return in, otherwise
}

// catalogOf reads the catalogue for a caller: the tables that he may read have an address.
func (s *server) catalogOf(ctx context.Context) (analytics.Catalog, error) {
	x := current(ctx)
	in, otherwise := s.words(x.language)
	c, err := x.snapshot.Catalog(ctx, x.language, in, otherwise)
	for i, t := range c.Tables {
		if tableAllowed(x.caller, t.Name) == nil {
			address := "/v1/tables/" + t.Name
			c.Tables[i].Address = &address
		}
	}
	return c, err
}

// GetCatalog answers GET /v1/catalog, to any known caller: words, and numbers of rows.
func (s *server) GetCatalog(ctx context.Context, _ openapi.GetCatalogRequestObject) (openapi.GetCatalogResponseObject, error) {
	c, err := s.catalogOf(ctx)
	return openapi.GetCatalog200JSONResponse(c), err
}

// GetCatalogPage answers GET /catalogue: the same as a page, in French or English.
func (s *server) GetCatalogPage(ctx context.Context, _ openapi.GetCatalogPageRequestObject) (openapi.GetCatalogPageResponseObject, error) {
	c, err := s.catalogOf(ctx)
	if err != nil {
		return nil, err
	}
	body, err := web.Catalog(current(ctx).language, web.CatalogData{Stamp: stamp(current(ctx).snapshot), Catalog: c})
	return openapi.GetCatalogPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, err
}

// tableAllowed says whether a caller may read the rows of a table; what no line of
// the policy opens is shut.
func tableAllowed(c Caller, table string) error {
	allow, listed := tablePolicies[table]
	if !listed {
		return ErrForbidden
	}
	return allow(c)
}

// ListRows answers GET /v1/tables/{name}, to whom the policy of the table allows.
func (s *server) ListRows(ctx context.Context, r openapi.ListRowsRequestObject) (openapi.ListRowsResponseObject, error) {
	x := current(ctx)
	in, otherwise := s.words(x.language)
	t, err := x.snapshot.Table(ctx, r.Name, in, otherwise)
	if err != nil {
		return nil, err
	}
	if err := tableAllowed(x.caller, r.Name); err != nil {
		return nil, err
	}
	columns := make([]export.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = export.Column{Name: c.Name, Type: export.TypeOf(c.Type), Unit: c.Unit, Meaning: c.Meaning}
	}
	answer := openapi.ListRows200JSONResponse{Snapshot: x.snapshot.ID, AsOf: x.snapshot.AsOf, Table: openapi.TableName{Name: t.Name, Title: t.Title, Version: t.Version}}
	if x.format != export.JSON && x.format != "" {
		answer.Rows = export.QueryOf(columns, func() (*sql.Rows, error) { return x.snapshot.TableRows(ctx, t, nil, 0) })
		return answer, nil
	}
	after, err := readRowCursor(x.snapshot.ID, or(r.Params.Cursor, ""))
	if err != nil {
		return nil, err
	}
	limit := or(r.Params.Limit, tableLimit)
	rows, err := x.snapshot.TableRows(ctx, t, after, limit+1)
	if err != nil {
		return nil, err
	}
	if answer.Rows, err = export.PageOf(rows, columns); err != nil {
		return nil, err
	}
	if answer.Rows.Len() > limit {
		answer.Rows.Cut(limit)
		var names []string
		for _, c := range t.Order() {
			names = append(names, c.Name)
		}
		next := rowCursor(x.snapshot.ID, answer.Rows.Texts(names...))
		answer.Next = &next
	}
	return answer, nil
}

// rowCursor names the last row of a page, and its night.
func rowCursor(snapshot string, key []*string) string {
	text, _ := json.Marshal(append([]*string{&snapshot}, key...)) // texts: cannot fail
	return base64.RawURLEncoding.EncodeToString(text)
}

func readRowCursor(snapshot, cursor string) ([]*string, error) {
	if cursor == "" {
		return nil, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	var parts []*string
	if err != nil || json.Unmarshal(text, &parts) != nil || len(parts) < 2 || parts[0] == nil {
		return nil, analytics.ErrBadCursor
	}
	if *parts[0] != snapshot {
		return nil, errBadCursorOfTable
	}
	return parts[1:], nil
}
