package ingest

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// A column writes one leaf of a row struct to Parquet, many rows at a time, from
// where it lies in memory. The library could do so by reflection; its version
// 0.32.0 takes absent texts for present ones in some runs, and it is slower.
type column struct {
	index    int
	kind     kind
	offset   uintptr // in the row; of the list when there is one
	optional bool
	present  int // definition level of a value that is there
	list     bool
	size     uintptr // of a list's element
	member   uintptr // offset in a list's element
}

// Kinds that only the engine's own columns have.
const (
	kindHash kind = iota + 100
	kindLong
)

// columnsOf finds the columns of a row struct in its Parquet schema.
func columnsOf(t reflect.Type) ([]column, *parquet.Schema) {
	schema := parquet.SchemaOf(reflect.New(t).Interface())
	columns := structColumns(t, schema, nil, column{})
	if len(columns) != len(schema.Columns()) {
		panic(fmt.Sprintf("%s has %d columns and its schema %d", t, len(columns), len(schema.Columns())))
	}
	return columns, schema
}

func structColumns(t reflect.Type, schema *parquet.Schema, path []string, base column) []column {
	var columns []column
	for i := range t.NumField() {
		sf := t.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
		c := base
		at := &c.offset
		if c.list {
			at = &c.member
		}
		*at += sf.Offset
		if sf.Anonymous {
			columns = append(columns, structColumns(sf.Type, schema, path, c)...)
			continue
		}
		p := append(path[:len(path):len(path)], name)
		if c.kind = columnKind(sf.Type); c.kind == kindTexts || c.kind == kindList {
			c.list, c.size = true, sf.Type.Elem().Size()
			p = append(p, "list", "element")
		}
		if c.kind == kindList {
			columns = append(columns, structColumns(sf.Type.Elem(), schema, p, c)...)
			continue
		}
		if c.kind == kindTexts {
			c.kind = kindText
		} else {
			c.optional = strings.Contains(","+options+",", ",optional,")
		}
		leaf, ok := schema.Lookup(p...)
		if !ok {
			panic(fmt.Sprintf("%s has no column %v", t, p))
		}
		c.index, c.present = leaf.ColumnIndex, leaf.MaxDefinitionLevel
		columns = append(columns, c)
	}
	return columns
}

func columnKind(t reflect.Type) kind {
	switch {
	case t == reflect.TypeFor[[16]byte]():
		return kindHash
	case t == reflect.TypeFor[int64]():
		return kindLong
	}
	return kindOf(t)
}

// append adds the values of rows to a buffer.
func (c *column) append(values []parquet.Value, rows []unsafe.Pointer) []parquet.Value {
	if !c.list {
		for _, row := range rows {
			v, there := c.value(unsafe.Add(row, c.offset))
			level := c.present
			if !there {
				level--
			}
			values = append(values, v.Level(0, level, c.index))
		}
		return values
	}
	for _, row := range rows {
		list := *(*sliceHeader)(unsafe.Add(row, c.offset))
		if list.len == 0 {
			values = append(values, parquet.Value{}.Level(0, 0, c.index))
			continue
		}
		for i := range list.len {
			v, there := c.value(unsafe.Add(list.data, uintptr(i)*c.size+c.member))
			level := c.present
			if !there {
				level--
			}
			values = append(values, v.Level(min(i, 1), level, c.index))
		}
	}
	return values
}

// value reads one value, and whether it is there.
func (c *column) value(p unsafe.Pointer) (parquet.Value, bool) {
	switch c.kind {
	case kindText:
		if s := *(*string)(p); s != "" || !c.optional {
			return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s))), true
		}
	case kindInstant:
		if t := *(*Instant)(p); t != 0 || !c.optional {
			return parquet.Int64Value(int64(t)), true
		}
	case kindFloat:
		if x := *(**float64)(p); x != nil {
			return parquet.DoubleValue(*x), true
		}
	case kindInt:
		if x := *(**int32)(p); x != nil {
			return parquet.Int32Value(*x), true
		}
	case kindBool:
		if x := *(**bool)(p); x != nil {
			return parquet.BooleanValue(*x), true
		}
	case kindHash:
		return parquet.FixedLenByteArrayValue((*[16]byte)(p)[:]), true
	case kindLong:
		return parquet.Int64Value(*(*int64)(p)), true
	}
	return parquet.Value{}, false
}

// chunkRows is how many rows are taken from column to column: few enough to stay
// in a processor's cache.
const chunkRows = 128

// writeColumns writes rows to a row group, column by column.
func writeColumns(group *parquet.ConcurrentRowGroupWriter, columns []column, rows []unsafe.Pointer) error {
	writers := group.ColumnWriters()
	values := make([]parquet.Value, 0, 4*chunkRows)
	for len(rows) > 0 {
		n := min(chunkRows, len(rows))
		for i := range columns {
			values = columns[i].append(values[:0], rows[:n])
			if _, err := writers[columns[i].index].WriteRowValues(values); err != nil {
				return fmt.Errorf("encode rows: %w", err)
			}
		}
		rows = rows[n:]
	}
	if err := group.Flush(); err != nil {
		return fmt.Errorf("encode rows: %w", err)
	}
	return nil
}
