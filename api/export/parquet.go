package export

import (
	"encoding/json"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
)

// ordered is a group whose fields keep the order of the columns.
type ordered struct {
	parquet.Group
	names []string
}

// Fields gives the fields in the order of the columns.
func (o ordered) Fields() []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range o.Group.Fields() {
		byName[f.Name()] = f
	}
	fields := make([]parquet.Field, len(o.names))
	for i, name := range o.names {
		fields[i] = byName[name]
	}
	return fields
}

func parquetNode(t Type) parquet.Node {
	switch t {
	case Integer:
		return parquet.Int(64)
	case Number:
		return parquet.Leaf(parquet.DoubleType)
	case Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case Day:
		return parquet.Date()
	case Instant:
		return parquet.Timestamp(parquet.Microsecond)
	case List:
		return parquet.List(parquet.String())
	}
	return parquet.String()
}

// writeParquet writes a Parquet file; its key-values carry what is said of it.
func writeParquet(w io.Writer, t Table) error {
	root := ordered{parquet.Group{}, nil}
	for _, c := range t.Columns {
		root.Group[c.Name] = parquet.Optional(parquetNode(c.Type))
		root.names = append(root.names, c.Name)
	}
	options := []parquet.WriterOption{parquet.NewSchema("vigie", root), parquet.Compression(&parquet.Zstd), parquet.CreatedBy("vigie", t.Origin.Version, "")}
	for _, n := range t.said() {
		options = append(options, parquet.KeyValueMetadata(n.Name, n.Value))
	}
	columns, err := json.Marshal(t.Columns)
	if err != nil {
		return err
	}
	options = append(options, parquet.KeyValueMetadata("columns", string(columns)))
	file := parquet.NewWriter(w, options...)
	n := 0
	var values parquet.Row
	err = t.each(func(row []any) error {
		values = values[:0]
		for i, v := range row {
			if at, ok := v.(time.Time); ok && t.Columns[i].Type == Day {
				v = day(at.Unix() / int64(24*time.Hour/time.Second))
			}
			values = appendParquet(values, i, v)
		}
		if _, err := file.WriteRows([]parquet.Row{values}); err != nil {
			return err
		}
		if n++; n%batch == 0 {
			return file.Flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return file.Close()
}

// appendParquet appends a value of a column with its levels.
func appendParquet(row parquet.Row, column int, v any) parquet.Row {
	switch v := v.(type) {
	case nil:
		return append(row, parquet.NullValue().Level(0, 0, column))
	case []string:
		if len(v) == 0 {
			return append(row, parquet.NullValue().Level(0, 1, column))
		}
		for i, item := range v {
			row = append(row, parquet.ByteArrayValue([]byte(item)).Level(min(i, 1), 2, column))
		}
		return row
	case time.Time:
		return append(row, parquet.Int64Value(v.UnixMicro()).Level(0, 1, column))
	case day:
		return append(row, parquet.Int32Value(int32(v)).Level(0, 1, column))
	case int64:
		return append(row, parquet.Int64Value(v).Level(0, 1, column))
	case float64:
		return append(row, parquet.DoubleValue(v).Level(0, 1, column))
	case bool:
		return append(row, parquet.BooleanValue(v).Level(0, 1, column))
	}
	return append(row, parquet.ByteArrayValue([]byte(v.(string))).Level(0, 1, column))
}

// day is a number of days since 1970.
type day int32
