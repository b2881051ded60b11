package main

import (
	"context"
	"io"

	"vigie/api/export"
	"vigie/data"
	"vigie/transform/model"
)

// writeArrow writes what one SELECT gives of a snapshot as an Arrow IPC stream.
func writeArrow(ctx context.Context, out io.Writer, db *model.DB, m data.Manifest, query string) error {
	rows, err := db.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := export.ColumnsOf(rows)
	if err != nil {
		return err
	}
	return export.Write(out, export.Arrow, export.Table{
		Name: "query", Title: query, Lang: "en", Columns: columns, Rows: export.RowsOf(rows, columns),
		Origin: export.Origin{Source: "vigie query", AsOf: m.AsOf, Snapshot: m.ID, Version: "vigie " + m.Code},
	})
}
