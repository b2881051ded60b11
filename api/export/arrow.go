package export

import (
	"errors"
	"io"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// batch is how many rows travel in one record of the stream, and in one row group.
const batch = 16 << 10

var arrowTypes = map[Type]arrow.DataType{
	Text: arrow.BinaryTypes.String, Integer: arrow.PrimitiveTypes.Int64, Number: arrow.PrimitiveTypes.Float64, Boolean: arrow.FixedWidthTypes.Boolean,
	Day: arrow.FixedWidthTypes.Date32, Instant: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}, List: arrow.ListOf(arrow.BinaryTypes.String),
}

// writeArrow writes an Arrow IPC stream; its schema and fields carry what is said of them.
func writeArrow(w io.Writer, t Table) (err error) {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: arrowTypes[c.Type], Nullable: true}
		if c.Unit != "" || c.Meaning != "" {
			fields[i].Metadata = arrow.NewMetadata([]string{"unit", "meaning"}, []string{c.Unit, c.Meaning})
		}
	}
	var keys, values []string
	for _, n := range t.said() {
		keys, values = append(keys, n.Name), append(values, n.Value)
	}
	said := arrow.NewMetadata(keys, values)
	schema := arrow.NewSchema(fields, &said)
	stream := ipc.NewWriter(w, ipc.WithSchema(schema))
	defer func() { err = errors.Join(err, stream.Close()) }()
	record := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer record.Release()
	n := 0
	flush := func() error {
		rows := record.NewRecordBatch()
		defer rows.Release()
		n = 0
		return stream.Write(rows)
	}
	err = t.each(func(row []any) error {
		for i, v := range row {
			appendArrow(record.Field(i), v)
		}
		if n++; n == batch {
			return flush()
		}
		return nil
	})
	if err == nil && n > 0 {
		err = flush()
	}
	return err
}

// appendArrow appends a value, of the type that was checked.
func appendArrow(b array.Builder, v any) {
	if v == nil {
		b.AppendNull()
		return
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(v.(string))
	case *array.Int64Builder:
		b.Append(v.(int64))
	case *array.Float64Builder:
		b.Append(v.(float64))
	case *array.BooleanBuilder:
		b.Append(v.(bool))
	case *array.Date32Builder:
		b.Append(arrow.Date32FromTime(v.(time.Time)))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(v.(time.Time).UnixMicro()))
	case *array.ListBuilder:
		b.Append(true)
		for _, item := range v.([]string) {
			b.ValueBuilder().(*array.StringBuilder).Append(item)
		}
	}
}
