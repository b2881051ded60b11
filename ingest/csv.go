package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A CSV file has a header row, ';' or ',' between cells, and cells that may stand
// in double quotes and then hold line ends. A nested field is a dotted column; a
// list is a JSON array in its cell, or values parted by '|'.

// header is the first row of a CSV file.
type header struct {
	delimiter byte
	columns   []*node // nil: a column that the contract does not list
	names     []string
	lines     int64 // that the header takes
}

// isUTF8 reads a file once to tell its encoding: UTF-8, or else Windows-1252. A file
// in UTF-8 that a few bytes were damaged in stays one, and loses those records only.
func isUTF8(j *job) (bool, error) {
	in, err := openInput(j.file, j.packing)
	if err != nil {
		return false, err
	}
	defer in.Close()
	buf := make([]byte, readBufferSize)
	letters, wrong, undefined, kept, first := 0, 0, 0, 0, true
	for {
		n, err := io.ReadFull(in, buf[kept:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, err
		}
		text, last := buf[:kept+n], err != nil
		if first && bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
			return true, nil // it says so itself
		}
		first, kept = false, 0
		for len(text) > 0 {
			if text[0] < utf8.RuneSelf {
				text = text[1:]
				continue
			}
			if !last && !utf8.FullRune(text) {
				kept = copy(buf, text)
				break
			}
			_, size := utf8.DecodeRune(text)
			if size > 1 {
				letters++
			} else {
				wrong++
			}
			switch text[0] {
			case 0x81, 0x8D, 0x8F, 0x90, 0x9D: // no character in Windows-1252
				if size == 1 {
					undefined++
				}
			}
			text = text[size:]
		}
		if last {
			break
		}
	}
	if wrong > letters && undefined > 0 {
		return false, unreadable("its encoding is neither UTF-8 nor Windows-1252; export it in UTF-8")
	}
	return wrong <= letters, nil
}

// readHeader reads the first row and finds each column in the plan.
func readHeader(r *bufio.Reader, p *plan) (*header, error) {
	s := newCSVSplitter(r, &header{delimiter: ','})
	row, err := s.headerRow()
	if err != nil {
		return nil, err
	}
	h := &header{delimiter: ',', lines: int64(bytes.Count(row, []byte{'\n'}))}
	if bytes.Count(row, []byte{';'}) >= bytes.Count(row, []byte{','}) {
		h.delimiter = ';'
	}
	d := decoder{}
	if !d.split(row, h.delimiter) {
		return nil, unreadable("the quotes of its header row are not closed")
	}
	seen, known := map[string]bool{}, 0
	for _, cell := range d.cells {
		name := strings.Clone(strings.TrimSpace(cell))
		if seen[name] && name != "" {
			return nil, unreadable("its header row names the column %q twice", cut(name, 60))
		}
		seen[name] = true
		n := p.root.find(name)
		if n != nil && n.field != nil {
			known++
		}
		h.columns = append(h.columns, n)
		h.names = append(h.names, name)
	}
	if known == 0 {
		return nil, unreadable("its header row names no field of the source (is the first row the header, and the delimiter ';' or ','?)")
	}
	return h, nil
}

// find is the node of a dotted name, nil where there is none.
func (n *node) find(name string) *node {
	if i, ok := n.index[name]; ok {
		return n.kids[i]
	}
	head, rest, dotted := strings.Cut(name, ".")
	i, ok := n.index[head]
	switch {
	case !ok:
		return nil
	case n.kids[i].drop || !dotted:
		return n.kids[i]
	}
	return n.kids[i].find(rest)
}

// csvSplitter cuts a CSV file behind the line ends that end a row.
type csvSplitter struct {
	lines *lineSplitter
	comma byte
}

func newCSVSplitter(r *bufio.Reader, h *header) *csvSplitter {
	if h == nil {
		return nil
	}
	s := &csvSplitter{lines: newLineSplitter(r), comma: h.delimiter}
	s.lines.line += h.lines
	return s
}

// headerRow takes the first row off the file, and nothing more.
func (s *csvSplitter) headerRow() ([]byte, error) {
	var row []byte
	r := s.lines.r.(*bufio.Reader)
	for {
		line, err := r.ReadSlice('\n')
		row = append(row, line...)
		switch {
		case len(row) > maxRecord:
			return nil, unreadable("its header row is longer than %d bytes", maxRecord)
		case err == io.EOF && len(bytes.TrimSpace(row)) == 0:
			return nil, unreadable("it is empty: not even a header row")
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil && err != io.EOF:
			return nil, err
		case err == io.EOF || bytes.Count(row, []byte{'"'})%2 == 0:
			return row, nil
		}
	}
}

// next gives a block of whole rows.
func (s *csvSplitter) next() (block, error) {
	l := s.lines
	if l.done && len(l.carry) == 0 {
		return block{}, io.EOF
	}
	buf := room(len(l.carry) + l.size)
	n := copy(buf, l.carry)
	m, err := io.ReadFull(l.r, buf[n:])
	buf, l.carry = buf[:n+m], l.carry[:0]
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		l.done = true
	} else if err != nil {
		return block{}, err
	}
	b := block{line: l.line, form: formCSV, lent: true}
	from := 0
	for from < len(buf) {
		end := rowEnd(buf[from:], s.comma)
		if end == 0 { // the row goes on behind the buffer
			if !l.done && len(buf)-from <= maxRecord {
				break
			}
			// A quote that nothing closes: its row ends with its line.
			if end = bytes.IndexByte(buf[from:], '\n') + 1; end == 0 {
				if !l.done {
					break
				}
				end = len(buf) - from
			}
		}
		from += end
		b.ends = append(b.ends, from)
	}
	if len(b.ends) == 0 {
		if len(buf) == 0 {
			return block{}, io.EOF
		}
		if len(buf) <= maxRecord {
			l.carry = buf
			return s.next()
		}
		return l.skipLine()
	}
	b.data = buf[:from]
	l.carry = append(l.carry, buf[from:]...)
	l.line += int64(bytes.Count(b.data, []byte{'\n'}))
	return b, nil
}

// rowEnd is the position behind the row that text starts with, 0 when its end is
// not in text.
func rowEnd(text []byte, comma byte) int {
	end := bytes.IndexByte(text, '\n') + 1
	if end > 0 && bytes.IndexByte(text[:end], '"') < 0 {
		return end
	}
	for i := 0; i < len(text); {
		if text[i] == '"' { // a cell in quotes: to the quote that is not doubled
			i++
			for {
				q := bytes.IndexByte(text[i:], '"')
				if q < 0 {
					return 0
				}
				i += q + 1
				if i >= len(text) || text[i] != '"' {
					break
				}
				i++
			}
		}
		for i < len(text) && text[i] != comma && text[i] != '\n' {
			i++
		}
		if i < len(text) && text[i] == '\n' {
			return i + 1
		}
		i++
	}
	return 0
}

// split cuts a row into cells. It returns false when a quote is not closed, or is
// followed by something else than the end of its cell.
func (d *decoder) split(row []byte, comma byte) bool {
	d.cells = d.cells[:0]
	row = bytes.TrimRight(row, "\r\n")
	for {
		var cell string
		if len(row) > 0 && row[0] == '"' {
			end, doubled := 1, false
			for {
				q := bytes.IndexByte(row[end:], '"')
				if q < 0 {
					return false
				}
				if end += q + 1; end >= len(row) || row[end] != '"' {
					break
				}
				doubled = true
				end++
			}
			cell = alias(row[1 : end-1])
			if doubled {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			row = row[end:]
			if len(row) > 0 && row[0] != comma {
				return false
			}
		} else {
			end := bytes.IndexByte(row, comma)
			if end < 0 {
				end = len(row)
			}
			cell = alias(row[:end])
			row = row[end:]
		}
		d.cells = append(d.cells, cell)
		if len(row) == 0 {
			return true
		}
		row = row[1:]
	}
}

// csv reads one row into the row struct.
func (d *decoder) csv(h *header, text []byte, row unsafe.Pointer) {
	d.reject = reject{}
	if !utf8.Valid(text) {
		d.fail(ruleEncodingInvalid, "", "")
		return
	}
	if !d.split(text, h.delimiter) || len(d.cells) != len(h.columns) {
		d.fail(ruleCSVInvalid, "", itoa(int64(len(d.cells)))+" cellules pour "+itoa(int64(len(h.columns)))+" colonnes")
		return
	}
	for i, cell := range d.cells {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		switch n := h.columns[i]; {
		case n == nil:
			d.drifts.of(d.plan.root, h.names[i]).text(cell, d.persons)
		case n.drop, n.alias && isPresent(n.field, row):
		case n.field == nil, n.field.kind == kindTexts, n.field.kind == kindList:
			d.cell(n, cell, row)
		default:
			d.text(n.field, row, cell)
		}
	}
}

// cell reads a cell that holds a list or an object.
func (d *decoder) cell(n *node, cell string, row unsafe.Pointer) {
	if cell[0] == '[' || cell[0] == '{' {
		s := &d.scan
		s.data, s.pos = unsafe.Slice(unsafe.StringData(cell), len(cell)), 0
		if !d.member(n, row, 0) || s.peek() != 0 || s.pos < len(s.data) {
			d.fail(ruleTypeInvalid, n.path, outline([]byte(cell)))
		}
		return
	}
	if n.field == nil {
		d.fail(ruleTypeInvalid, n.path, cell)
		return
	}
	b := d.slabs.begin(n.field)
	for text := range strings.SplitSeq(cell, "|") {
		if text = strings.TrimSpace(text); text != "" {
			d.bare(n.field, &b, text)
		}
	}
	b.store(unsafe.Add(row, n.field.offset))
}
