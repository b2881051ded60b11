package ingest

import (
	"reflect"
	"strings"
	"time"
)

// OfferStructure describes the columns of the raw offers as DuckDB reads them out of
// JSON: a type by name, of a list the one of its elements.
func OfferStructure() map[string]any { return structureOf(reflect.TypeFor[offre]()) }

func structureOf(t reflect.Type) map[string]any {
	columns := map[string]any{}
	for _, sf := range reflect.VisibleFields(t) {
		if !sf.Anonymous {
			columns[columnName(sf)] = columnType(sf.Type)
		}
	}
	return columns
}

func columnName(sf reflect.StructField) string {
	name, _, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
	return name
}

func columnType(t reflect.Type) any {
	switch columnKind(t) {
	case kindInstant:
		return "TIMESTAMP WITH TIME ZONE"
	case kindFloat:
		return "DOUBLE"
	case kindInt:
		return "INTEGER"
	case kindBool:
		return "BOOLEAN"
	case kindHash:
		return "UUID"
	case kindLong:
		return "BIGINT"
	case kindTexts:
		return []any{"VARCHAR"}
	case kindList:
		return []any{structureOf(t.Elem())}
	}
	return "VARCHAR"
}

// columnsOf gives what stands in the columns of a row, absent values left out.
func columnsOf(row reflect.Value) map[string]any {
	values := map[string]any{}
	for sf, v := range row.Fields() {
		if !sf.Anonymous && !v.IsZero() { // what is embedded is the engine's own
			values[columnName(sf)] = columnValue(v)
		}
	}
	return values
}

func columnValue(v reflect.Value) any {
	switch columnKind(v.Type()) {
	case kindText:
		return strings.Clone(v.String())
	case kindInstant:
		return time.UnixMicro(v.Int()).UTC().Format(time.RFC3339Nano)
	case kindTexts, kindList:
		list := make([]any, v.Len())
		for i := range list {
			if e := v.Index(i); e.Kind() == reflect.String {
				list[i] = strings.Clone(e.String())
			} else {
				list[i] = columnsOf(e)
			}
		}
		return list
	}
	return v.Elem().Interface()
}
