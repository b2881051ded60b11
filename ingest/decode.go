package ingest

import (
	"unsafe"
)

// decoder turns records into rows of one plan. It belongs to one goroutine.
type decoder struct {
	plan    *plan
	scan    scanner
	slabs   slabs
	reject  reject
	drifts  drifts
	persons bool // of unlisted fields, nothing is told but the type
	cells   []string
}

func newDecoder(p *plan) *decoder {
	return &decoder{plan: p, drifts: drifts{}}
}

// json reads one JSON object into the row. What breaks the contract is left in
// d.reject: the first thing only.
func (d *decoder) json(record []byte, row unsafe.Pointer) {
	d.reject = reject{}
	if !validUTF8(record) {
		d.fail(ruleEncodingInvalid, "", "")
		return
	}
	s := &d.scan
	s.data, s.pos = record, 0
	if s.peek() != '{' || !d.object(d.plan.root, row, 0) || s.peek() != 0 || s.pos < len(s.data) {
		d.reject = reject{} // a text that is no JSON has no fields to speak of
		where := "octet " + itoa(int64(min(s.pos, len(record)))) + " sur " + itoa(int64(len(record)))
		d.fail(ruleJSONInvalid, "", where) // not its text: it may be of a member that is dropped
	}
}

// fail notes the first thing that is wrong with the record.
func (d *decoder) fail(rule rule, field, value string) {
	if d.reject.rule == "" {
		d.reject = reject{rule: rule, field: field, value: value}
	}
}

// object reads the members of an object. It returns false on wrong syntax.
func (d *decoder) object(n *node, row unsafe.Pointer, depth int) bool {
	s := &d.scan
	if depth > maxDepth {
		return false
	}
	s.pos++ // {
	if s.take('}') {
		return true
	}
	next := 0 // producers keep the order of the contract: the likely child comes soon
	for {
		if s.peek() != '"' {
			return false
		}
		i, known := n.kidWritten(s, next)
		name, ok := "", true
		if !known {
			if name, ok = s.str(); !ok || !s.take(':') {
				return false
			}
			i, known = n.kidNamed(name, next)
		}
		if known {
			if !n.kids[i].drop {
				next = i + 1
			}
			ok = d.member(n.kids[i], row, depth)
		} else {
			drift := d.drifts.of(n, name) // before its name's buffer is used again
			s.peek()
			from := s.pos
			if ok = s.skip(depth + 1); ok {
				drift.json(s.data[from:s.pos], d.persons)
			}
		}
		if !ok {
			return false
		}
		if !s.take(',') {
			return s.take('}')
		}
	}
}

// ahead is how many children are looked at before the index.
const ahead = 8

// kidWritten finds the child whose name and colon come next in the text, from the
// likely one on, and moves behind them. Behind the last child is the first.
func (n *node) kidWritten(s *scanner, likely int) (int, bool) {
	text := s.data[s.pos:]
	if len(text) < len(`"":`) {
		return 0, false
	}
	for i := range min(ahead, len(n.first)) {
		if i += likely; i >= len(n.first) {
			i -= len(n.first)
		}
		if n.first[i] != text[1] {
			continue
		}
		if w := n.words[i]; len(text) > len(w) && string(text[:len(w)]) == w {
			s.pos += len(w)
			return i, true
		}
	}
	return 0, false
}

// kidNamed finds a child by name, from the likely one on.
func (n *node) kidNamed(name string, likely int) (int, bool) {
	for i := likely; i < len(n.names) && i < likely+ahead; i++ {
		if n.names[i] == name {
			return i, true
		}
	}
	i, ok := n.index[name]
	return i, ok
}

// isPresent says whether a text was read already, under its own name.
func isPresent(f *field, row unsafe.Pointer) bool {
	return *(*string)(unsafe.Add(row, f.offset)) != ""
}

func (d *decoder) member(n *node, row unsafe.Pointer, depth int) bool {
	switch {
	case n.field != nil && n.alias && isPresent(n.field, row):
		return d.scan.skip(depth + 1)
	case n.field != nil && d.scan.pos < len(d.scan.data) && d.scan.data[d.scan.pos] == '"':
		text, ok := d.scan.str()
		if ok {
			d.text(n.field, row, text)
		}
		return ok
	case n.field != nil:
		return d.value(n.field, row, depth+1)
	case n.drop:
		return d.scan.skip(depth + 1)
	}
	switch d.scan.peek() {
	case '{':
		return d.object(n, row, depth+1)
	case 'n':
		return d.scan.word("null")
	}
	from := d.scan.pos
	if !d.scan.skip(depth + 1) {
		return false
	}
	if text := d.scan.data[from:d.scan.pos]; string(text) != `""` {
		d.fail(ruleTypeInvalid, n.path, outline(text))
	}
	return true
}

// value reads one value into its field.
func (d *decoder) value(f *field, row unsafe.Pointer, depth int) bool {
	s := &d.scan
	from := s.pos
	switch c := s.peek(); c {
	case '"':
		text, ok := s.str()
		if ok {
			d.text(f, row, text)
		}
		return ok
	case 'n':
		return s.word("null")
	case 't', 'f':
		if !s.word("true") && !s.word("false") {
			return false
		}
		if f.kind != kindBool {
			d.fail(ruleTypeInvalid, f.name, string(s.data[from:s.pos]))
			return true
		}
		*(**bool)(unsafe.Add(row, f.offset)) = boolOf(c == 't')
		return true
	case '[':
		if f.kind == kindTexts || f.kind == kindList {
			return d.list(f, row, depth)
		}
		fallthrough
	case '{':
		from = s.pos
		if !s.skip(depth) {
			return false
		}
		d.fail(ruleTypeInvalid, f.name, outline(s.data[from:s.pos]))
		return true
	default:
		number, ok := s.number()
		if !ok {
			return false
		}
		if f.kind == kindInstant || f.kind == kindTexts || f.kind == kindList {
			d.fail(ruleTypeInvalid, f.name, number)
		} else {
			d.text(f, row, number)
		}
		return true
	}
}

// list reads an array into its field.
func (d *decoder) list(f *field, row unsafe.Pointer, depth int) bool {
	s := &d.scan
	s.pos++ // [
	b := d.slabs.begin(f)
	for first := true; ; first = false {
		if s.peek() == ']' {
			s.pos++
			if !first {
				return false // a comma before the bracket
			}
			break
		}
		if !d.element(f, &b, depth+1) {
			return false
		}
		if !s.take(',') {
			if !s.take(']') {
				return false
			}
			break
		}
	}
	b.store(unsafe.Add(row, f.offset))
	return true
}

func (d *decoder) element(f *field, b *builder, depth int) bool {
	s := &d.scan
	switch s.peek() {
	case 'n':
		return s.word("null")
	case '"':
		text, ok := s.str()
		if text = trimmed(text); ok && text != "" {
			d.bare(f, b, text)
		}
		return ok
	case '{':
		if f.kind == kindList {
			return d.object(f.elem.root, b.add(), depth)
		}
		if f.member != "" {
			return d.memberText(f, b, depth)
		}
	}
	from := s.pos
	if !s.skip(depth) {
		return false
	}
	d.fail(ruleTypeInvalid, f.name, outline(s.data[from:s.pos]))
	return true
}

// outline is a value of another type than it should have, without what an object
// or a list holds: nothing of that is in the contract.
func outline(value []byte) string {
	switch {
	case len(value) > 2 && value[0] == '{':
		return "{…}"
	case len(value) > 2 && value[0] == '[':
		return "[…]"
	}
	return string(value)
}

// bare adds a plain text to a list: itself, or the member that it stands for.
func (d *decoder) bare(f *field, b *builder, text string) {
	switch {
	case f.kind == kindTexts:
		*(*string)(b.add()) = text
	case f.elem.bare != nil:
		d.text(f.elem.bare, b.add(), text)
	default:
		d.fail(ruleTypeInvalid, f.name, text)
	}
}

// memberText reads an object of a list of texts, of which one member is kept.
func (d *decoder) memberText(f *field, b *builder, depth int) bool {
	s := &d.scan
	s.pos++ // {
	if s.take('}') {
		return true
	}
	for {
		if s.peek() != '"' {
			return false
		}
		name, ok := s.str()
		if !ok || !s.take(':') {
			return false
		}
		if name == f.member && s.peek() == '"' {
			if name, ok = s.str(); !ok {
				return false
			}
			if name = trimmed(name); name != "" {
				*(*string)(b.add()) = name
			}
		} else if !s.skip(depth + 1) {
			return false
		}
		if !s.take(',') {
			return s.take('}')
		}
	}
}

// text reads a text into its field, whatever its kind. Empty is absent.
func (d *decoder) text(f *field, row unsafe.Pointer, text string) {
	if text = trimmed(text); text == "" {
		return
	}
	p := unsafe.Add(row, f.offset)
	ok := true
	switch f.kind {
	case kindText:
		*(*string)(p) = text
	case kindInstant:
		*(*Instant)(p), ok = readInstant(text)
	case kindFloat:
		var v float64
		if v, ok = readFloat(text); ok {
			*(**float64)(p) = d.slabs.float(v)
		}
	case kindInt:
		var v int32
		if v, ok = readInt(text); ok {
			*(**int32)(p) = d.slabs.int(v)
		}
	case kindBool:
		var v bool
		if v, ok = readBool(text); ok {
			*(**bool)(p) = boolOf(v)
		}
	default:
		ok = false
	}
	if !ok {
		d.fail(ruleTypeInvalid, f.name, text)
	}
}
