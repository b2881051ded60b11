package export

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"math/big"
	"strings"
	"time"
)

// ColumnsOf are the columns of what a query gives, by the names and types of DuckDB.
// What is no value of one of our types travels as JSON text.
func ColumnsOf(rows *sql.Rows) ([]Column, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	columns := make([]Column, len(types))
	for i, t := range types {
		columns[i] = Column{Name: t.Name(), Type: TypeOf(t.DatabaseTypeName())}
	}
	return columns, nil
}

// TypeOf is how a DuckDB type travels.
func TypeOf(duckdb string) Type {
	switch {
	case strings.HasSuffix(duckdb, "[]"):
		if duckdb == "VARCHAR[]" {
			return List
		}
		return Text
	case duckdb == "TINYINT", duckdb == "SMALLINT", duckdb == "INTEGER", duckdb == "BIGINT", duckdb == "UTINYINT", duckdb == "USMALLINT", duckdb == "UINTEGER":
		return Integer
	case duckdb == "DOUBLE", duckdb == "FLOAT", strings.HasPrefix(duckdb, "DECIMAL"):
		return Number
	case duckdb == "BOOLEAN":
		return Boolean
	case duckdb == "DATE":
		return Day
	case strings.HasPrefix(duckdb, "TIMESTAMP"):
		return Instant
	}
	return Text
}

// RowsOf gives the rows of a query one by one, then closes it.
func RowsOf(rows *sql.Rows, columns []Column) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		defer rows.Close()
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				yield(nil, err)
				return
			}
			for i, v := range row {
				var err error
				if row[i], err = columns[i].of(v); err != nil {
					yield(nil, err)
					return
				}
			}
			if !yield(row, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// of takes a value of the driver for one of ours.
func (c Column) of(v any) (any, error) {
	switch v := v.(type) {
	case nil, bool, int64, float64, string, time.Time:
		return v, nil
	case int8:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case uint8:
		return int64(v), nil
	case uint16:
		return int64(v), nil
	case uint32:
		return int64(v), nil
	case float32:
		return float64(v), nil
	case uint64, *big.Int: // wider than any format's integers
		return fmt.Sprint(v), nil
	case interface{ Float64() float64 }: // decimals
		return v.Float64(), nil
	case []byte:
		if len(v) == 16 { // UUID, as the driver gives it
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:]), nil
		}
		return fmt.Sprintf("%x", v), nil
	case fmt.Stringer:
		return v.String(), nil
	case []any:
		if c.Type == List {
			items := make([]string, len(v))
			for i, item := range v {
				items[i], _ = item.(string)
			}
			return items, nil
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, &ValueError{c.Name, fmt.Sprintf("a %T has no form in a file: cast it to varchar in the query", v)}
	}
	return string(text), nil
}
