package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// Drift is a field that came and that no contract lists: how many records had it,
// and what some of its values look like. The values themselves are not kept, in no
// source: the column that an extract grew may be a telephone number.
type Drift struct {
	Records int64    `json:"records"`
	Shapes  []string `json:"shapes"` // "texte 99 99 99 99 99", "nombre 99,9", "objet"; of persons "texte"
}

const (
	maxShapes     = 2  // kept of a field
	shapesLooked  = 64 // records of a block that are looked at for them
	maxShape      = 24 // characters of a shape
	maxDriftNames = 200
)

// add counts what another part of the file has seen.
func (d *Drift) add(other *Drift) {
	d.Records += other.Records
	for _, shape := range other.Shapes {
		d.keep(shape)
	}
}

func (d *Drift) keep(shape string) {
	if len(d.Shapes) < maxShapes && !slices.Contains(d.Shapes, shape) {
		d.Shapes = append(d.Shapes, shape)
	}
}

// counted counts a record and says whether its value is to be looked at.
func (d *Drift) counted() bool {
	if d == nil { // one name too many
		return false
	}
	d.Records++
	return d.Records <= shapesLooked && len(d.Shapes) < maxShapes
}

// json counts one value of a record, given as JSON.
func (d *Drift) json(value []byte, typeOnly bool) {
	if !d.counted() || len(value) == 0 {
		return
	}
	switch value[0] {
	case 'n': // null
	case '{':
		d.keep("objet")
	case '[':
		d.keep("liste")
	case 't', 'f':
		d.keep("booléen")
	case '"':
		d.keep(shaped("texte", string(value[1:len(value)-1]), typeOnly))
	default:
		d.keep(shaped("nombre", string(value), typeOnly))
	}
}

// text counts one value of a record, given as text.
func (d *Drift) text(value string, typeOnly bool) {
	if d.counted() {
		d.keep(shaped("texte", value, typeOnly))
	}
}

// shaped is the type of a value and, but for persons, its shape: 9 for a digit, a
// and A for a letter, punctuation as it is.
func shaped(kind, value string, typeOnly bool) string {
	if typeOnly {
		return kind
	}
	shape := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsUpper(r):
			return 'A'
		case unicode.IsLetter(r):
			return 'a'
		case r > ' ' && r < unicode.MaxASCII:
			return r
		}
		return ' '
	}, cut(value, maxShape+1))
	if short := cut(shape, maxShape); len(short) < len(shape) {
		shape = short + "…"
	}
	return strings.TrimSpace(kind + " " + shape)
}

// drifts counts unlisted fields by the level of nesting they came at and their name.
type drifts map[*node]map[string]*Drift

// of is the count of a field, nil for one name too many.
func (d drifts) of(n *node, name string) *Drift {
	if seen := d[n][name]; seen != nil {
		return seen
	}
	if len(d[n]) >= maxDriftNames {
		return nil
	}
	if d[n] == nil {
		d[n] = map[string]*Drift{}
	}
	seen := &Drift{}
	d[n][strings.Clone(name)] = seen
	return seen
}

// take returns the counts by dotted name and starts anew.
func (d drifts) take() map[string]*Drift {
	byPath := map[string]*Drift{}
	for n, byName := range d {
		for name, seen := range byName {
			path := cut(name, 60)
			if n.path != "" {
				path = n.path + "." + path
			}
			if byPath[path] == nil {
				byPath[path] = seen
			} else {
				byPath[path].add(seen)
			}
		}
	}
	clear(d)
	return byPath
}
