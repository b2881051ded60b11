package ingest

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// maxDepth bounds the nesting of a JSON record.
const maxDepth = 100

// scanner walks one JSON text (RFC 8259, strict: a lone surrogate is an error).
// Strings that need no unescaping alias the text, the others go to an arena.
type scanner struct {
	data  []byte
	pos   int
	arena arena
}

// arena holds the texts made for the record at hand, so that each costs no
// allocation.
type arena struct{ free, chunk []byte }

const arenaChunk = 64 << 10

func (a *arena) take(n int) []byte {
	if n > len(a.free) {
		if n > arenaChunk/4 {
			return make([]byte, n)
		}
		a.chunk = make([]byte, arenaChunk)
		a.free = a.chunk
	}
	b := a.free[:n:n]
	a.free = a.free[n:]
	return b
}

// reset gives the room back: the texts made before are gone.
func (a *arena) reset() { a.free = a.chunk }

// alias reads bytes as a string without copying: they must not be written
// while it is in use.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// peek skips spaces and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// take consumes the byte c after spaces.
func (s *scanner) take(c byte) bool {
	if s.peek() == c && s.pos < len(s.data) {
		s.pos++
		return true
	}
	return false
}

// stop is the position, from i on, of the first byte that ends the plain run of a
// string: a quote, a backslash or a control character. It looks at eight bytes at
// a time (the lowest marked byte of a word is exact, whatever borrows do above it).
func stop(data []byte, i int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(data); i += 8 {
		x := binary.LittleEndian.Uint64(data[i:])
		quote, backslash := x^(ones*'"'), x^(ones*'\\')
		marks := ((x - ones*0x20) &^ x) | ((quote - ones) &^ quote) | ((backslash - ones) &^ backslash)
		if marks &= highs; marks != 0 {
			return i + bits.TrailingZeros64(marks)/8
		}
	}
	for i < len(data) && data[i] != '"' && data[i] != '\\' && data[i] >= 0x20 {
		i++
	}
	return i
}

// validUTF8 is utf8.Valid for texts of mostly ASCII letters: it comes back to eight
// bytes at a time behind each accent.
func validUTF8(text []byte) bool {
	const highs = 0x8080808080808080
	whole := text
	for len(text) >= 32 {
		a, b := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
		c, d := binary.LittleEndian.Uint64(text[16:]), binary.LittleEndian.Uint64(text[24:])
		if (a|b|c|d)&highs != 0 {
			break
		}
		text = text[32:]
	}
	for len(text) >= 8 {
		marks := binary.LittleEndian.Uint64(text) & highs
		if marks == 0 {
			text = text[8:]
			continue
		}
		text = text[bits.TrailingZeros64(marks)/8:]
		if len(text) > 1 && text[0]-0xC2 < 0xE0-0xC2 && text[1]&0xC0 == 0x80 { // of two bytes
			text = text[2:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			return false
		}
		text = text[size:]
	}
	if n := len(whole); n >= 8 && binary.LittleEndian.Uint64(whole[n-8:])&highs == 0 {
		return true // so what is left, of fewer bytes, is ASCII too
	}
	return utf8.Valid(text)
}

// str reads a string token: the next byte is its quote.
func (s *scanner) str() (string, bool) {
	start := s.pos + 1
	i := stop(s.data, start)
	if i < len(s.data) && s.data[i] == '"' {
		s.pos = i + 1
		return alias(s.data[start:i]), true
	}
	if i >= len(s.data) || s.data[i] < 0x20 {
		s.pos = i
		return "", false
	}
	end, ok := s.stringEnd(i)
	if !ok {
		return "", false
	}
	return s.unescape(s.data[start:end])
}

// stringEnd finds the closing quote from i on and moves behind it.
func (s *scanner) stringEnd(i int) (int, bool) {
	for i < len(s.data) {
		switch c := s.data[i]; {
		case c == '"':
			s.pos = i + 1
			return i, true
		case c == '\\':
			i += 2
		case c < 0x20:
			s.pos = i
			return 0, false
		default:
			i = stop(s.data, i)
		}
	}
	s.pos = len(s.data)
	return 0, false
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (s *scanner) unescape(raw []byte) (string, bool) {
	out := s.arena.take(len(raw))
	n := 0
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			n += copy(out[n:], raw)
			return alias(out[:n]), true
		}
		n += copy(out[n:], raw[:i])
		raw = raw[i+1:]
		if len(raw) == 0 {
			return "", false
		}
		if c := escapes[raw[0]]; c != 0 {
			out[n] = c
			n++
			raw = raw[1:]
			continue
		}
		r, used := hexRune(raw)
		if used == 0 {
			return "", false
		}
		raw = raw[used:]
		n += utf8.EncodeRune(out[n:], r)
	}
}

// hexRune reads "u00e9" or a surrogate pair "ud83d\ude00"; used is 0 when wrong.
func hexRune(raw []byte) (r rune, used int) {
	if raw[0] != 'u' {
		return 0, 0
	}
	if r = hex4(raw[1:]); r < 0 {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 5
	}
	if len(raw) < 11 || raw[5] != '\\' || raw[6] != 'u' {
		return 0, 0
	}
	if r = utf16.DecodeRune(r, hex4(raw[7:])); r == utf8.RuneError {
		return 0, 0
	}
	return r, 11
}

func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// number reads a number token.
func (s *scanner) number() (string, bool) {
	start := s.pos
	at := func(c byte) bool { return s.pos < len(s.data) && s.data[s.pos] == c }
	digits := func() bool {
		from := s.pos
		for s.pos < len(s.data) && s.data[s.pos]-'0' <= 9 {
			s.pos++
		}
		return s.pos > from
	}
	if at('-') {
		s.pos++
	}
	if at('0') {
		s.pos++
	} else if !digits() {
		return "", false
	}
	if at('.') {
		if s.pos++; !digits() {
			return "", false
		}
	}
	if at('e') || at('E') {
		s.pos++
		if at('+') || at('-') {
			s.pos++
		}
		if !digits() {
			return "", false
		}
	}
	return alias(s.data[start:s.pos]), true
}

func (s *scanner) word(w string) bool {
	if len(s.data)-s.pos < len(w) || string(s.data[s.pos:s.pos+len(w)]) != w {
		return false
	}
	s.pos += len(w)
	return true
}

// skip walks over one value and checks its syntax.
func (s *scanner) skip(depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch c := s.peek(); c {
	case '"':
		return s.skipString()
	case '{':
		s.pos++
		if s.take('}') {
			return true
		}
		for {
			if s.peek() != '"' || !s.skipString() || !s.take(':') || !s.skip(depth+1) {
				return false
			}
			if !s.take(',') {
				return s.take('}')
			}
		}
	case '[':
		s.pos++
		if s.take(']') {
			return true
		}
		for {
			if !s.skip(depth + 1) {
				return false
			}
			if !s.take(',') {
				return s.take(']')
			}
		}
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	default:
		_, ok := s.number()
		return ok
	}
}

func (s *scanner) skipString() bool {
	i := stop(s.data, s.pos+1)
	if i < len(s.data) && s.data[i] == '"' {
		s.pos = i + 1
		return true
	}
	_, ok := s.str()
	return ok
}
