package ingest

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"strconv"
	"strings"

	"vigie/data/labels"
)

// A plan is what the engine knows of a row struct: which wire field goes where.
// It is made once a source from the struct's tags:
//
//	parquet  the column, whose name is the wire name, dots for nesting
//	in       what the engine does on the way in, comma separated:
//	         -          derived by the checks, never read from the source
//	         -,key      derived likewise by identify, and the key of the record
//	         key        the key of the record
//	         stamp      the update stamp of the record
//	         month      the date that names the month's file
//	         pseudonym  replaced by its keyed hash at the door; pseudonym=phone and
//	                    pseudonym=mail hash the number and the address however written
//	         bare       the member that a plain value in a list stands for
//	         also=NAME  another wire name of the text, which yields to its own
//	         vintage    the name may end with the two digits of a year, 19 to 39
//	         of=NAME    a list of texts: member NAME where elements are objects
type plan struct {
	fields  []*field // what is read, in the order of the struct
	root    *node
	bare    *field
	key     *field
	deleted *field
	stamp   *field
	month   *field
	meta    uintptr // offset of Meta
}

// kind is how a field is held in the row struct.
type kind uint8

const (
	kindText    kind = iota // string, "" = absent
	kindInstant             // Instant, 0 = absent
	kindFloat               // *float64
	kindInt                 // *int32
	kindBool                // *bool
	kindTexts               // []string
	kindList                // []struct
)

func (k kind) String() string {
	return [...]string{"texte", "date", "nombre", "entier", "booléen", "liste de textes", "liste"}[k]
}

// Instant is a moment in microseconds since 1970 (UTC); 0 is an absent one, which
// is also what exports write for a date they don't have.
type Instant int64

type field struct {
	name      string
	id        uint32 // of the name, for the content hash
	kind      kind
	offset    uintptr
	pseudonym bool
	canonical func(string) string // of what is to be hashed, nil: as it stands
	member    string              // of=
	elem      *plan               // kindList
	elemType  reflect.Type
}

// node is one level of a record's nesting: its children by wire name.
type node struct {
	path  string
	field *field // a leaf
	drop  bool   // known, and dropped at the door
	alias bool   // another name of the field, which yields to its own
	names []string
	words []string // the names as JSON mostly writes them: in quotes, with the colon
	first []byte   // letters of the names
	kids  []*node
	index map[string]int
}

func (n *node) kid(name string) *node {
	if i, ok := n.index[name]; ok {
		return n.kids[i]
	}
	if n.index == nil {
		n.index = map[string]int{}
	}
	child := &node{path: name}
	if n.path != "" {
		child.path = n.path + "." + name
	}
	n.index[name] = len(n.kids)
	n.names, n.words, n.first = append(n.names, name), append(n.words, `"`+name+`":`), append(n.first, (name + `"`)[0])
	n.kids = append(n.kids, child)
	return child
}

// leaf is the node of a dotted path, made where missing.
func (n *node) leaf(path string) *node {
	for name := range strings.SplitSeq(path, ".") {
		n = n.kid(name)
	}
	return n
}

var (
	typeInstant = reflect.TypeFor[Instant]()
	typeFloat   = reflect.TypeFor[*float64]()
	typeInt     = reflect.TypeFor[*int32]()
	typeBool    = reflect.TypeFor[*bool]()
	typeTexts   = reflect.TypeFor[[]string]()
)

// newPlan reads a row struct's tags. It panics on a wrong tag: that is a mistake
// in a source's file, found by the first test that runs.
func newPlan(t reflect.Type, path string, dropped []string) *plan {
	p := &plan{root: &node{path: path}}
	p.add(t, 0)
	for _, name := range dropped {
		p.within(name).drop = true
	}
	for _, f := range p.fields { // a dotted name may also come as one flat key
		if strings.Contains(f.name, ".") {
			flat := p.root.kid(f.name)
			flat.path, flat.field = f.name, f
		}
	}
	return p
}

// within is the node of a name, which may be that of a member of a list's objects.
func (p *plan) within(name string) *node {
	list, member, _ := strings.Cut(name, ".")
	for _, f := range p.fields {
		if f.name == list && f.kind == kindList {
			return f.elem.root.leaf(member)
		}
	}
	return p.root.leaf(name)
}

func (p *plan) add(t reflect.Type, base uintptr) {
	for i := range t.NumField() {
		sf := t.Field(i)
		options := sf.Tag.Get("in")
		if sf.Type == reflect.TypeFor[Meta]() {
			p.meta = base + sf.Offset
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
		if role, derived := strings.CutPrefix(options, "-"); derived {
			if role == ",key" {
				p.key = &field{name: name, offset: base + sf.Offset}
			}
			continue
		}
		f := &field{name: name, offset: base + sf.Offset, kind: kindOf(sf.Type)}
		h := fnv.New32a()
		h.Write([]byte(name))
		f.id = h.Sum32()
		if f.kind == kindList {
			f.elemType = sf.Type.Elem()
			f.elem = newPlan(f.elemType, name, nil)
		}
		if name == "supprime" {
			p.deleted = f
		}
		p.options(f, options)
		p.fields = append(p.fields, f)
	}
}

func (p *plan) options(f *field, tag string) {
	for option := range strings.SplitSeq(tag, ",") {
		key, value, _ := strings.Cut(option, "=")
		switch key {
		case "":
		case "key":
			p.key = f
		case "stamp":
			p.stamp = f
		case "month":
			p.month = f
		case "pseudonym":
			f.pseudonym, f.canonical = true, canonicals[value]
		case "bare":
			p.bare = f
		case "of":
			f.member = value
		case "also":
			p.also(f, value)
		case "vintage":
			for year := 19; year < 40; year++ {
				p.also(f, f.name+strconv.Itoa(year))
			}
		default:
			panic(fmt.Sprintf("field %s: unknown option %q in its tag", f.name, option))
		}
	}
	p.root.leaf(f.name).field = f
}

// also gives a field another wire name.
func (p *plan) also(f *field, name string) {
	if f.kind != kindText {
		panic(fmt.Sprintf("field %s: only a text has another name", f.name))
	}
	for _, n := range []*node{p.root.kid(name), p.root.leaf(name)} { // flat or nested
		n.path, n.field, n.alias = name, f, true
	}
}

// canonicals are the one writing of each kind of text that is hashed.
var canonicals = map[string]func(string) string{"phone": labels.Phone, "mail": labels.Mail}

func kindOf(t reflect.Type) kind {
	switch {
	case t.Kind() == reflect.String:
		return kindText
	case t == typeInstant:
		return kindInstant
	case t == typeFloat:
		return kindFloat
	case t == typeInt:
		return kindInt
	case t == typeBool:
		return kindBool
	case t == typeTexts:
		return kindTexts
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return kindList
	}
	panic(fmt.Sprintf("a row field cannot be a %s", t))
}

// fileID names the file that a row is of. It is known when the file was read to its
// end, so its column is written last.
type fileID string

// Meta are the columns that the engine adds to every source's rows.
type Meta struct {
	Stamp Instant  `parquet:"_stamp,timestamp(microsecond)"`
	Hash  [16]byte `parquet:"_hash,uuid"`
	File  fileID   `parquet:"_file,dict"`
	Line  int64    `parquet:"_line"`
}
