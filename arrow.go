package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"vigie/transform/model"
)

// arrowBatch is how many rows travel in one record of the stream.
const arrowBatch = 16 << 10

// writeArrow writes what one SELECT gives as an Arrow IPC stream. Lists and
// records travel as JSON text.
func writeArrow(ctx context.Context, out io.Writer, db *model.DB, query string) (err error) {
	rows, err := db.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = arrow.Field{Name: c.Name(), Type: arrowType(c.DatabaseTypeName()), Nullable: true}
	}
	schema := arrow.NewSchema(fields, nil)
	stream := ipc.NewWriter(out, ipc.WithSchema(schema))
	defer func() { err = errors.Join(err, stream.Close()) }()
	batch := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer batch.Release()
	n := 0
	flush := func() error {
		record := batch.NewRecordBatch()
		defer record.Release()
		n = 0
		return stream.Write(record)
	}
	for rows.Next() {
		if err := appendRow(batch, rows, len(fields)); err != nil {
			return err
		}
		if n++; n == arrowBatch {
			if err := flush(); err != nil {
				return fmt.Errorf("write arrow: %w", err)
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n > 0 {
		return flush()
	}
	return nil
}

// arrowType is how a DuckDB type travels.
func arrowType(name string) arrow.DataType {
	switch {
	case name == "TINYINT", name == "SMALLINT", name == "INTEGER", name == "UTINYINT", name == "USMALLINT":
		return arrow.PrimitiveTypes.Int32
	case name == "BIGINT", name == "UINTEGER":
		return arrow.PrimitiveTypes.Int64
	case name == "DOUBLE", name == "FLOAT", strings.HasPrefix(name, "DECIMAL"):
		return arrow.PrimitiveTypes.Float64
	case name == "BOOLEAN":
		return arrow.FixedWidthTypes.Boolean
	case name == "DATE":
		return arrow.FixedWidthTypes.Date32
	case strings.HasPrefix(name, "TIMESTAMP"):
		return arrow.FixedWidthTypes.Timestamp_us
	}
	return arrow.BinaryTypes.String
}

func appendRow(batch *array.RecordBuilder, rows *sql.Rows, n int) error {
	values := make([]any, n)
	into := make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return err
	}
	for i, v := range values {
		if v == nil {
			batch.Field(i).AppendNull()
			continue
		}
		if err := appendValue(batch.Field(i), v); err != nil {
			return fmt.Errorf("column %s: %w", batch.Schema().Field(i).Name, err)
		}
	}
	return nil
}

func appendValue(b array.Builder, v any) error {
	switch b := b.(type) {
	case *array.BooleanBuilder:
		truth, ok := v.(bool)
		b.Append(truth)
		return expect(ok, v)
	case *array.Date32Builder:
		day, ok := v.(time.Time)
		b.Append(arrow.Date32FromTime(day))
		return expect(ok, v)
	case *array.TimestampBuilder:
		at, ok := v.(time.Time)
		b.Append(arrow.Timestamp(at.UnixMicro()))
		return expect(ok, v)
	case *array.Float64Builder:
		return appendFloat(b, v)
	case *array.StringBuilder:
		text, ok := v.(string)
		if !ok {
			encoded, err := json.Marshal(v)
			if err != nil {
				return err
			}
			text = string(encoded)
		}
		b.Append(text)
		return nil
	default: // integers of every width
		return b.AppendValueFromString(fmt.Sprint(v))
	}
}

func appendFloat(b *array.Float64Builder, v any) error {
	switch v := v.(type) {
	case float64:
		b.Append(v)
	case float32:
		b.Append(float64(v))
	case interface{ Float64() float64 }: // decimals
		b.Append(v.Float64())
	default:
		return expect(false, v)
	}
	return nil
}

func expect(ok bool, v any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("a value of type %T has no Arrow form: cast it to varchar in the query", v)
}
