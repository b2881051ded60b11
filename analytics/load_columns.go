package analytics

import (
	"context"
	"database/sql"
	"fmt"

	"vigie/analytics/columns"
	"vigie/transform/model"
)

// columnTable is a published table that is read by columns, and what is done with its rows.
type columnTable struct {
	table   string
	columns []string
	add     func(columns.Row, columns.Texts)
}

// readColumns reads tables one after the other, on one processor: a server answers widgets
// meanwhile.
func readColumns(ctx context.Context, filesOf func(table string) []string, tables ...columnTable) error {
	for _, t := range tables {
		texts := columns.Texts{}
		err := columns.Read(ctx, filesOf(t.table), t.columns, 1, func() func(columns.Row) error {
			return func(r columns.Row) error { t.add(r, texts); return nil }
		})
		if err != nil {
			return fmt.Errorf("load %s: %w", t.table, err)
		}
	}
	return nil
}

// eachLabel hands the codes and labels that a SELECT gives to add.
func eachLabel(ctx context.Context, db *model.DB, query string, add func(code, label string)) error {
	return each(ctx, db, query, func(rows *sql.Rows) error {
		var code, label string
		err := rows.Scan(&code, &label)
		add(code, label)
		return err
	})
}
