package ingest

import (
	"bufio"
	"bytes"
	"io"
	"sync"
)

// block is a piece of a file that holds whole records. Cutting a file into blocks
// is the only sequential work; decoding, checking and encoding run on all threads.
type block struct {
	data    []byte
	ends    []int // where each record ends; nil: one record a line
	line    int64 // line (or row) number of the first record
	tooLong bool  // a record over the limit stood here; it was not kept
	lent    bool  // data is of rooms
	form    form
}

// form says how the records of a block are written.
type form uint8

const (
	formJSON form = iota
	formCSV
)

// rooms serve again for the text of blocks, so that reading a file allocates little.
var rooms sync.Pool

// room is a buffer of n bytes.
func room(n int) []byte {
	if b, ok := rooms.Get().(*[]byte); ok && cap(*b) >= n {
		return (*b)[:n]
	}
	return make([]byte, n, n+n/16) // what is carried over differs
}

// release lets the room of the block's text serve again: nothing may point to it.
func (b *block) release() {
	if b.lent {
		rooms.Put(&b.data)
	}
}

// splitter cuts a file into blocks; io.EOF ends it.
type splitter interface {
	next() (block, error)
}

// lineSplitter cuts at the ends of lines.
type lineSplitter struct {
	r     io.Reader
	size  int // bytes read at a time
	carry []byte
	line  int64
	done  bool
}

func newLineSplitter(r io.Reader) *lineSplitter { return &lineSplitter{r: r, size: blockSize, line: 1} }

func (s *lineSplitter) next() (block, error) {
	if s.done {
		return block{}, io.EOF
	}
	buf := room(len(s.carry) + s.size)
	n := copy(buf, s.carry)
	m, err := io.ReadFull(s.r, buf[n:])
	buf = buf[:n+m]
	s.carry = s.carry[:0]
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		s.done = true
		if len(buf) == 0 {
			return block{}, io.EOF
		}
		return s.cut(buf), nil
	default:
		return block{}, err
	}
	end := bytes.LastIndexByte(buf, '\n') + 1
	if end == 0 {
		if len(buf) <= maxRecord {
			s.carry = buf
			return s.next()
		}
		return s.skipLine()
	}
	s.carry = append(s.carry, buf[end:]...)
	return s.cut(buf[:end]), nil
}

func (s *lineSplitter) cut(data []byte) block {
	b := block{data: data, line: s.line, lent: true}
	s.line += int64(bytes.Count(data, []byte{'\n'}))
	return b
}

// skipLine drops the rest of a line that is too long.
func (s *lineSplitter) skipLine() (block, error) {
	b := block{line: s.line, tooLong: true}
	s.line++
	buf := make([]byte, readBufferSize)
	for {
		n, err := s.r.Read(buf)
		if i := bytes.IndexByte(buf[:n], '\n'); i >= 0 {
			s.carry = append([]byte(nil), buf[i+1:n]...)
			if err == io.EOF {
				s.r = bytes.NewReader(nil)
			} else if err != nil {
				return block{}, err
			}
			return b, nil
		}
		if err == io.EOF {
			s.done = true
			return b, nil
		}
		if err != nil {
			return block{}, err
		}
	}
}

// newJSONSplitter tells the three shapes of a .json file apart: an array, a v2
// answer {"resultats":[…]}, or objects one after the other (on a line each, or
// over several lines).
func newJSONSplitter(r *bufio.Reader) (splitter, error) {
	head, err := r.Peek(r.Size())
	complete := err == io.EOF
	if err != nil && !complete {
		return nil, err
	}
	s := scanner{data: head}
	switch s.peek() {
	case '[':
		_, err := r.Discard(s.pos + 1)
		return &valueSplitter{r: r, size: blockSize, row: 1, close: "]"}, err
	case '{':
		start := s.pos
		if n := resultsStart(&s); n > 0 {
			_, err := r.Discard(n)
			return &valueSplitter{r: r, size: blockSize, row: 1, close: "]}"}, err
		}
		if s.pos > start && bytes.IndexByte(head[start:s.pos], '\n') >= 0 {
			return &valueSplitter{r: r, size: blockSize, row: 1}, nil
		}
	}
	return newLineSplitter(r), nil
}

// resultsStart walks the members of a v2 answer up to its records: the position
// behind their bracket, or 0. The scanner stays where the object ends.
func resultsStart(s *scanner) int {
	s.pos++ // {
	for {
		if s.peek() != '"' {
			return 0
		}
		name, ok := s.str()
		if !ok || !s.take(':') {
			return 0
		}
		if name == "resultats" && s.peek() == '[' {
			return s.pos + 1
		}
		if !s.skip(1) || !s.take(',') {
			s.take('}')
			return 0
		}
	}
}

// valueSplitter cuts between JSON values: the elements of an array, or values one
// after the other when close is empty. It only follows quotes and brackets; the
// records are checked by the decoder.
type valueSplitter struct {
	r     *bufio.Reader
	size  int // bytes read at a time
	row   int64
	close string // what has to close behind the records: "]" or "]}"
	carry []byte
	eof   bool
	done  bool
}

func (s *valueSplitter) next() (block, error) {
	if s.done {
		return block{}, io.EOF
	}
	buf := s.carry
	s.carry = nil
	b := block{line: s.row}
	from, depth, quoted := 0, 0, false // start of the current value, state in it
	for i := 0; ; {
		if i >= len(buf) {
			if s.eof {
				return s.finish(b, buf, from)
			}
			if from > 0 && len(b.ends) > 0 {
				break // the current value goes to the next block
			}
			if len(buf)-from > maxRecord+1 {
				return s.skipValue(depth, quoted)
			}
			var err error
			if buf, err = s.more(buf); err != nil {
				return block{}, err
			}
			continue
		}
		c := buf[i]
		if quoted {
			switch {
			case c == '\\':
				if i+1 >= len(buf) && !s.eof {
					if len(b.ends) > 0 {
						goto full
					}
					var err error
					if buf, err = s.more(buf); err != nil {
						return block{}, err
					}
				}
				i += 2
				continue
			case c == '"':
				quoted = false
			}
			i++
			continue
		}
		switch c {
		case '"':
			quoted = true
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth < 0 {
				return s.closed(b, buf, from, i)
			}
			if depth == 0 && s.close == "" {
				b.ends = append(b.ends, i+1)
				from = i + 1
			}
		case ',':
			if depth == 0 && s.close != "" {
				b.ends = append(b.ends, i)
				from = i + 1
				buf[i] = ' '
			}
		}
		i++
	}
full:
	s.carry = append([]byte(nil), buf[from:]...)
	b.data = buf[:from]
	s.row += int64(len(b.ends))
	return b, nil
}

// more reads the next piece behind what is there.
func (s *valueSplitter) more(buf []byte) ([]byte, error) {
	grown := make([]byte, len(buf)+s.size)
	n := copy(grown, buf)
	m, err := io.ReadFull(s.r, grown[n:])
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		s.eof, err = true, nil
	}
	return grown[:n+m], err
}

// finish handles the end of the file.
func (s *valueSplitter) finish(b block, buf []byte, from int) (block, error) {
	s.done = true
	if s.close != "" {
		return block{}, unreadable("the JSON stops before its end (%q is missing): it was cut", s.close)
	}
	if len(bytes.TrimSpace(buf[from:])) > 0 {
		return block{}, unreadable("the last JSON value stops before its end: it was cut")
	}
	if len(b.ends) == 0 {
		return block{}, io.EOF
	}
	b.data = buf
	return b, nil
}

// closed handles the bracket that ends the records at position i.
func (s *valueSplitter) closed(b block, buf []byte, from, i int) (block, error) {
	s.done = true
	if s.close == "" || buf[i] != ']' {
		return block{}, unreadable("the JSON has a closing bracket too many after record %d", s.row+int64(len(b.ends)))
	}
	if last := bytes.TrimSpace(buf[from:i]); len(last) > 0 {
		b.ends = append(b.ends, i)
	} else if s.row+int64(len(b.ends)) > 1 {
		return block{}, unreadable("the JSON array ends with a comma")
	}
	if err := s.drain(buf[i+1:]); err != nil {
		return block{}, err
	}
	if len(b.ends) == 0 {
		return block{}, io.EOF
	}
	b.data = buf[:i]
	return b, nil
}

// drain follows what stands behind the records to the end of the file: the other
// members of a v2 answer, then nothing.
func (s *valueSplitter) drain(buf []byte) error {
	open, quoted, escaped := len(s.close)-1, false, false
	for {
		for _, c := range buf {
			switch {
			case escaped:
				escaped = false
			case quoted:
				escaped, quoted = c == '\\', c != '"'
			case c == ' ', c == '\t', c == '\n', c == '\r':
			case open == 0:
				return unreadable("something follows the end of the JSON")
			case c == '"':
				quoted = true
			case c == '{', c == '[':
				open++
			case c == '}', c == ']':
				open--
			}
		}
		if s.eof {
			break
		}
		var err error
		if buf, err = s.more(nil); err != nil {
			return err
		}
	}
	if open > 0 || quoted {
		return unreadable("the JSON stops before its end: it was cut")
	}
	return nil
}

// skipValue drops a value that is too long. What was read of it is already gone;
// depth and quoted say where in it the reader is.
func (s *valueSplitter) skipValue(depth int, quoted bool) (block, error) {
	b := block{line: s.row, tooLong: true}
	s.row++
	escaped := false
	for {
		buf, err := s.more(nil)
		if err != nil {
			return block{}, err
		}
		for i, c := range buf {
			switch {
			case escaped:
				escaped = false
			case quoted:
				escaped, quoted = c == '\\', c != '"'
			case c == '"':
				quoted = true
			case c == '{', c == '[':
				depth++
			case c == '}', c == ']':
				depth--
			}
			ended := !quoted && !escaped && (s.close == "" && depth == 0 && c == '}' || s.close != "" && depth == 0 && c == ',')
			if depth < 0 {
				s.done = true
				return b, s.drain(buf[i+1:])
			}
			if ended {
				s.carry = buf[i+1:]
				return b, nil
			}
		}
		if s.eof {
			s.done = true
			return block{}, unreadable("the JSON stops before its end: it was cut")
		}
	}
}
