package ingest

import (
	"strings"
	"unsafe"
)

// redactor rebuilds the text of a refused record from the members that the
// contract lists: what is dropped at the door, or unknown, is not kept in
// quarantine either. It belongs to one goroutine.
type redactor struct {
	scan  scanner
	cells decoder
	out   []byte
}

// record gives what may be kept of a record's text: "" when it cannot be told
// apart into members.
func (r *redactor) record(p *plan, b block, h *header, text []byte) string {
	r.out = r.out[:0]
	if b.form == formCSV {
		if !r.row(h, text) {
			return ""
		}
	} else {
		s := &r.scan
		s.data, s.pos = text, 0
		if s.peek() != '{' || !r.object(p.root, 0) {
			return ""
		}
	}
	return string(r.out)
}

// row keeps the cells of listed columns; the others are left empty, so that the
// row still lines up with its header.
func (r *redactor) row(h *header, text []byte) bool {
	if !r.cells.split(text, h.delimiter) || len(r.cells.cells) != len(h.columns) {
		return false
	}
	for i, cell := range r.cells.cells {
		if i > 0 {
			r.out = append(r.out, h.delimiter)
		}
		if n := h.columns[i]; n != nil && !n.drop {
			r.out = appendCell(r.out, r.cell(n, cell), h.delimiter)
		}
	}
	return true
}

// cell keeps the listed members of a cell that holds JSON.
func (r *redactor) cell(n *node, cell string) string {
	cell = strings.TrimSpace(cell)
	structured := n.field == nil || n.field.kind == kindTexts || n.field.kind == kindList
	if !structured || cell == "" || cell[0] != '[' && cell[0] != '{' {
		return cell
	}
	in := redactor{}
	in.scan.data = unsafe.Slice(unsafe.StringData(cell), len(cell))
	if !in.value(n, 0) || in.scan.peek() != 0 || in.scan.pos < len(cell) {
		return ""
	}
	return string(in.out)
}

func appendCell(out []byte, cell string, comma byte) []byte {
	if strings.IndexByte(cell, comma) < 0 && !strings.ContainsAny(cell, "\"\r\n") {
		return append(out, cell...)
	}
	out = append(out, '"')
	out = append(out, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(out, '"')
}

// object copies the listed members of an object. It returns false on wrong syntax.
func (r *redactor) object(n *node, depth int) bool {
	s := &r.scan
	if depth > maxDepth {
		return false
	}
	s.pos++ // {
	r.out = append(r.out, '{')
	if s.take('}') {
		r.out = append(r.out, '}')
		return true
	}
	for first := true; ; {
		if s.peek() != '"' {
			return false
		}
		from := s.pos
		name, ok := s.str()
		token := s.data[from:s.pos]
		if !ok || !s.take(':') {
			return false
		}
		s.peek()
		if i, known := n.index[name]; known && !n.kids[i].drop {
			if !first {
				r.out = append(r.out, ',')
			}
			first = false
			r.out = append(append(r.out, token...), ':')
			ok = r.value(n.kids[i], depth+1)
		} else {
			ok = s.skip(depth + 1)
		}
		if !ok {
			return false
		}
		if !s.take(',') {
			r.out = append(r.out, '}')
			return s.take('}')
		}
	}
}

// value copies a value, of what it holds only what is listed. An object or a list
// where the contract has none lists nothing: null stands for it.
func (r *redactor) value(n *node, depth int) bool {
	s := &r.scan
	switch c := s.peek(); {
	case c == '{' && n.field == nil:
		return r.object(n, depth)
	case c == '{' && n.field.kind == kindList:
		return r.object(n.field.elem.root, depth)
	case c == '{' && n.field.kind == kindTexts && n.field.member != "":
		only := &node{}
		only.kid(n.field.member).field = &field{}
		return r.object(only, depth)
	case c == '[' && n.field != nil && (n.field.kind == kindList || n.field.kind == kindTexts):
		return r.list(n, depth)
	case c == '{' || c == '[':
		r.out = append(r.out, "null"...)
		return s.skip(depth)
	}
	from := s.pos
	if !s.skip(depth) {
		return false
	}
	r.out = append(r.out, s.data[from:s.pos]...)
	return true
}

func (r *redactor) list(n *node, depth int) bool {
	s := &r.scan
	s.pos++ // [
	r.out = append(r.out, '[')
	if depth > maxDepth {
		return false
	}
	if s.take(']') {
		r.out = append(r.out, ']')
		return true
	}
	for {
		if !r.value(n, depth+1) {
			return false
		}
		if !s.take(',') {
			r.out = append(r.out, ']')
			return s.take(']')
		}
		r.out = append(r.out, ',')
	}
}
