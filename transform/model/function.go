package model

import (
	"context"
	"fmt"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"vigie/data/rules"
	"vigie/data/verbatims"
	"vigie/data/wording"
	"vigie/transform/duplicate"
)

// textFunction is a function of SQL that reads texts in Go, for what SQL is slow
// at: it says one text of several, "" for none. Null is given where one of them is
// null, and for "". The texts are the engine's, not to be kept; it calls from all threads.
type textFunction struct {
	name  string
	texts int
	says  func(texts []string) string
}

// textFunctions are those that models may call.
var textFunctions = []*textFunction{
	// wordings(title, description, ISO day) are the identifiers of what the lexicon finds in an offer of that day, between spaces.
	{"wordings", 3, func(t []string) string {
		return wording.IDs(wording.Offer{Title: t[0], Description: t[1], CreatedOn: t[2]})
	}},
	// text_print(title, description) tells most unlike texts apart, as stg.alike reads it.
	{"text_print", 2, func(t []string) string { return duplicate.Print(rules.DuplicateShingle.Int(), t[0], t[1]) }},
	// verbatim_says(text) is its tone, then each theme with how clearly it is told, as in "negatif delai:812 suivi:455".
	{"verbatim_says", 1, func(t []string) string { return verbatims.Analyse(t[0]).String() }},
	// verbatim_extract(text) is the text masked, where no name can be in it any more.
	{"verbatim_extract", 1, func(t []string) string { return verbatims.Extract(t[0]) }},
}

// defineTexts registers the functions for every connection.
func (db *DB) defineTexts(ctx context.Context) error {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, f := range textFunctions {
		if err := duckdb.RegisterScalarUDF(conn, f.name, f); err != nil {
			return fmt.Errorf("define %s: %w", f.name, err)
		}
	}
	return nil
}

// Config gives the engine the types.
func (f *textFunction) Config() duckdb.ScalarFuncConfig {
	text, err := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	if err != nil {
		panic(err) // of a plain type there is none
	}
	c := duckdb.ScalarFuncConfig{ResultTypeInfo: text}
	for range f.texts {
		c.InputTypeInfos = append(c.InputTypeInfos, text)
	}
	return c
}

// Executor gives the engine what answers for a chunk of rows.
func (f *textFunction) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{ChunkContextExecutor: f.answer}
}

func (f *textFunction) answer(_ context.Context, rows *duckdb.ChunkIteratorState) error {
	views := make([]duckdb.VectorView[string], f.texts)
	for i := range views {
		vector, err := rows.GetInputChunk().GetVector(i)
		if err != nil {
			return err
		}
		if views[i], err = duckdb.GetVectorView[string](vector); err != nil {
			return err
		}
	}
	out, err := duckdb.GetVectorWriter[string](rows.GetResultVector())
	if err != nil {
		return err
	}
	texts := make([]string, f.texts)
	for row := range out.Len() {
		said, err := f.answerRow(views, row, texts)
		if err != nil {
			return err
		}
		if said == "" {
			err = out.SetNull(row)
		} else {
			err = out.Set(row, said)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *textFunction) answerRow(views []duckdb.VectorView[string], row int, texts []string) (string, error) {
	for i := range views {
		text, known, err := views[i].GetValueBorrowed(row)
		if err != nil || !known {
			return "", err
		}
		texts[i] = text
	}
	return f.says(texts), nil
}
