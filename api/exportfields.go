package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"vigie/api/export"
)

// field is a column of a list whose rows are structs, and how it is read off a row.
type field struct {
	export.Column
	path []int
}

// fieldsOf are the columns of a type of rows, in the order of its fields: the names
// are those of the JSON answer, the meanings those of the document. What a row holds
// as a record becomes columns of its own.
func fieldsOf(t reflect.Type, schema *openapi3.Schema, prefix string, path []int) []field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := append(append([]int{}, path...), i)
		kind := f.Type
		for kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		switch {
		case name == "-" || !f.IsExported():
		case f.Anonymous && name == "":
			fields = append(fields, fieldsOf(kind, schema, prefix, at)...)
		case kind.Kind() == reflect.Struct && kind != reflect.TypeFor[time.Time]():
			fields = append(fields, fieldsOf(kind, propertyOf(schema, name), prefix+name+"_", at)...)
		default:
			property := propertyOf(schema, name)
			column := export.Column{Name: prefix + name, Type: typeOf(kind, property)}
			if property != nil {
				column.Meaning = property.Description
				column.Unit, _ = property.Extensions["x-unit"].(string)
			}
			fields = append(fields, field{column, at})
		}
	}
	return fields
}

func typeOf(t reflect.Type, schema *openapi3.Schema) export.Type {
	switch t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return export.Integer
	case reflect.Float32, reflect.Float64:
		return export.Number
	case reflect.Bool:
		return export.Boolean
	case reflect.Struct: // time.Time, the only one that comes here
		return export.Instant
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return export.List
		}
	case reflect.String:
		if schema != nil && schema.Format == "date" {
			return export.Day
		}
	}
	return export.Text
}

// of reads the value of a row; what is no single value is told as JSON.
func (f field) of(row reflect.Value) any {
	for _, i := range f.path {
		for row.Kind() == reflect.Pointer {
			if row.IsNil() {
				return nil
			}
			row = row.Elem()
		}
		row = row.Field(i)
	}
	for row.Kind() == reflect.Pointer {
		if row.IsNil() {
			return nil
		}
		row = row.Elem()
	}
	switch {
	case row.CanInt():
		return row.Int()
	case row.CanUint():
		return int64(row.Uint()) //nolint:gosec // of 32 bits at most, see typeOf
	case row.CanFloat():
		return row.Float()
	case row.Kind() == reflect.Bool:
		return row.Bool()
	case f.Type == export.Instant:
		return row.Interface()
	case f.Type == export.List:
		items := make([]string, row.Len())
		for i := range items {
			items[i] = row.Index(i).String()
		}
		return items
	case row.Kind() == reflect.String && f.Type == export.Day:
		day, err := time.Parse(time.DateOnly, row.String())
		if err != nil {
			return nil // empty: not known
		}
		return day
	case row.Kind() == reflect.String:
		return row.String()
	}
	text, _ := json.Marshal(row.Interface()) // of an answer that is written as JSON: cannot fail
	return string(text)
}
