package ingest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// A layout is how the rows of a struct stand in columns.
type layout struct {
	columns []column
	lists   []uintptr              // where each list lies in the row
	schema  []format.SchemaElement // of the Parquet file
	spare   sync.Pool              // of batches
}

// A column is one leaf of a row struct: where it lies in memory, and how it stands
// in Parquet.
type column struct {
	path     []string
	kind     kind
	offset   uintptr // in the row, or in the list's element
	list     int     // which list of the layout it is of; -1: none
	size     uintptr // of a list's element
	optional bool
	coded    bool // written as numbers of a dictionary
	levels   int  // definition level of a value that is there
	physical format.Type
}

// Kinds that only the engine's own columns have.
const (
	kindHash kind = iota + 100
	kindLong
	kindFile
)

// layoutOf finds the columns of a row struct in its Parquet schema.
func layoutOf(t reflect.Type) *layout {
	schema := parquet.SchemaOf(reflect.New(t).Interface())
	l := &layout{schema: schemaElements(schema)}
	l.add(t, schema, nil, column{list: -1})
	for i, path := range schema.Columns() {
		if i >= len(l.columns) || !slices.Equal(path, l.columns[i].path) {
			panic(fmt.Sprintf("%s has not the columns of its schema: %v", t, path))
		}
	}
	return l
}

// schemaElements are the columns as the library describes them in a file.
func schemaElements(schema *parquet.Schema) []format.SchemaElement {
	var empty bytes.Buffer
	w := parquet.NewGenericWriter[any](&empty, schema)
	if err := w.Close(); err != nil {
		panic(fmt.Sprintf("write schema: %v", err))
	}
	f, err := parquet.OpenFile(bytes.NewReader(empty.Bytes()), int64(empty.Len()))
	if err != nil {
		panic(fmt.Sprintf("read schema: %v", err))
	}
	return f.Metadata().Schema
}

func (l *layout) add(t reflect.Type, schema *parquet.Schema, path []string, base column) {
	for sf := range t.Fields() {
		c := base
		c.offset += sf.Offset
		if sf.Anonymous {
			l.add(sf.Type, schema, path, c)
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
		c.path = append(path[:len(path):len(path)], name)
		if c.kind = columnKind(sf.Type); c.kind == kindTexts || c.kind == kindList {
			c.list, c.size = len(l.lists), sf.Type.Elem().Size()
			l.lists = append(l.lists, c.offset)
			c.path = append(c.path, "list", "element")
			c.offset = 0
		}
		if c.kind == kindList {
			l.add(sf.Type.Elem(), schema, c.path, c)
			continue
		}
		if c.kind == kindTexts {
			c.kind = kindText
		}
		leaf, ok := schema.Lookup(c.path...)
		if !ok {
			panic(fmt.Sprintf("%s has no column %v", t, c.path))
		}
		c.optional, c.levels = leaf.Node.Optional(), leaf.MaxDefinitionLevel
		c.physical = format.Type(leaf.Node.Type().Kind())
		encoding := leaf.Node.Encoding()
		c.coded = encoding != nil && encoding.Encoding() == format.RLEDictionary
		l.columns = append(l.columns, c)
	}
}

func columnKind(t reflect.Type) kind {
	switch {
	case t == reflect.TypeFor[[16]byte]():
		return kindHash
	case t == reflect.TypeFor[int64]():
		return kindLong
	case t == reflect.TypeFor[fileID]():
		return kindFile
	}
	return kindOf(t)
}

// A vector holds the values of one column for the rows of a batch: one for each
// row, or for each element of its list. Its form depends on the column: the number
// of an entry of a dictionary plus 1, 0 where none is there; texts end to end; or
// numbers. Nothing in it points to the text of the records.
type vector struct {
	codes   []uint32
	entries dictionary
	recent  [32]uint32 // codes given lately, by what a glance tells of their text
	texts   []byte
	ends    []uint32 // of each text
	numbers []int64
}

// absent is the number that stands for none: no date, and as the bits of a float
// it is the negative zero, which is read as zero.
const absent = math.MinInt64

func (v *vector) reset() {
	v.codes, v.texts, v.ends, v.numbers = v.codes[:0], v.texts[:0], v.ends[:0], v.numbers[:0]
	v.entries.reset()
	clear(v.recent[:])
}

// take adds the value at p.
func (v *vector) take(c *column, p unsafe.Pointer) {
	switch c.kind {
	case kindText:
		switch s := *(*string)(p); {
		case !c.coded:
			v.texts = append(v.texts, s...)
			v.ends = append(v.ends, uint32(len(v.texts)))
		case s == "" && c.optional:
			v.codes = append(v.codes, 0)
		default:
			v.codes = append(v.codes, v.code(s))
		}
	case kindHash:
		v.texts = append(v.texts, (*[16]byte)(p)[:]...)
		v.ends = append(v.ends, uint32(len(v.texts)))
	default:
		n := c.number(p)
		switch {
		case !c.coded:
			v.numbers = append(v.numbers, n)
		case n == absent:
			v.codes = append(v.codes, 0)
		default:
			var plain [8]byte
			binary.LittleEndian.PutUint64(plain[:], uint64(n))
			v.codes = append(v.codes, v.code(alias(plain[:c.width()])))
		}
	}
}

// code is that of a text, which often came shortly before.
func (v *vector) code(text string) uint32 {
	glance := len(text)
	if glance > 0 {
		glance += int(text[0]) + 3*int(text[glance/2]) + 5*int(text[glance-1])
	}
	recent := &v.recent[glance%len(v.recent)]
	if *recent == 0 || string(v.entries.text(int(*recent-1))) != text {
		*recent = 1 + v.entries.number(text)
	}
	return *recent
}

// width is how many bytes a number takes in Parquet.
func (c *column) width() int {
	if c.physical == format.Int32 {
		return 4
	}
	return 8
}

// number reads the number at p: the bits of a float, 1 for true.
func (c *column) number(p unsafe.Pointer) int64 {
	switch c.kind {
	case kindLong:
		return *(*int64)(p)
	case kindInstant:
		if t := *(*Instant)(p); t != 0 || !c.optional {
			return int64(t)
		}
	case kindFloat:
		if x := *(**float64)(p); x != nil {
			return int64(math.Float64bits(*x + 0))
		}
	case kindInt:
		if x := *(**int32)(p); x != nil {
			return int64(*x)
		}
	case kindBool:
		if x := *(**bool)(p); x != nil && *x {
			return 1
		} else if x != nil {
			return 0
		}
	}
	return absent
}
