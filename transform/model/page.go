package model

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Key is a column that orders a table, with its DuckDB type.
type Key struct{ Name, Type string }

// Page reads rows of a published table in the order of its keys, past the ones
// given as text, nil for null, which comes last; none starts at the beginning. The
// caller closes the rows.
func (db *DB) Page(ctx context.Context, table string, keys []Key, after []*string, limit int) (*sql.Rows, error) {
	names, casts := make([]string, len(keys)), make([]string, len(keys))
	for i, k := range keys {
		names[i], casts[i] = ident(k.Name), "try_cast(? as "+k.Type+")" // of a forged cursor, nothing
	}
	query := "select * from " + qualified(table)
	var args []any
	if len(after) > 0 {
		if len(after) != len(keys) {
			return nil, fmt.Errorf("page of %s: %d keys, want %d", table, len(after), len(keys))
		}
		query += " where row(" + strings.Join(names, ", ") + ") > row(" + strings.Join(casts, ", ") + ")"
		for _, a := range after {
			args = append(args, a)
		}
	}
	rows, err := db.Query(ctx, query+" order by "+strings.Join(names, " nulls last, ")+" nulls last limit ?", append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("page of %s: %w", table, err)
	}
	return rows, nil
}

// Scan reads all rows of a published table as its files hold them. The caller closes the rows.
func (db *DB) Scan(ctx context.Context, table string) (*sql.Rows, error) {
	rows, err := db.Query(ctx, "select * from "+qualified(table))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table, err)
	}
	return rows, nil
}
