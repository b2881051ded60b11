package pools

import (
	"encoding/binary"
	"slices"
)

// symbols numbers strings from 1 in the order of their arrival; 0 is "". Two
// strings that are the same have one number. Over a base, which it does not
// change, it numbers what the base does not know after all that it does.
type symbols struct {
	base   *symbols
	number map[string]uint32
	text   []string
}

func newSymbols() *symbols {
	return &symbols{number: map[string]uint32{"": 0}, text: []string{""}}
}

// over starts symbols that go on where s stands.
func (s *symbols) over() *symbols { return &symbols{base: s, number: map[string]uint32{}} }

// count is how many there are, those of the base and "" among them.
func (s *symbols) count() int {
	if s.base == nil {
		return len(s.text)
	}
	return len(s.base.text) + len(s.text)
}

// name is the text of a number.
func (s *symbols) name(n uint32) string {
	if s.base == nil {
		return s.text[n]
	}
	if known := uint32(len(s.base.text)); n >= known {
		return s.text[n-known]
	}
	return s.base.text[n]
}

// knows tells whether a text has a number.
func (s *symbols) knows(text string) bool {
	if s.base != nil && s.base.knows(text) {
		return true
	}
	_, ok := s.number[text]
	return ok
}

func (s *symbols) of(text string) uint32 {
	if s.base != nil {
		if n, ok := s.base.number[text]; ok {
			return n
		}
	}
	n, ok := s.number[text]
	if !ok {
		n = uint32(s.count())
		s.number[text] = n
		s.text = append(s.text, text)
	}
	return n
}

// same makes other the same as text from now on.
func (s *symbols) same(other, text string) { s.number[other] = s.of(text) }

// all appends the numbers of texts to buf, sorted, each once, without "".
func (s *symbols) all(buf []uint32, texts []string) []uint32 {
	from := len(buf)
	for _, t := range texts {
		if t != "" {
			buf = append(buf, s.of(t))
		}
	}
	added := buf[from:]
	slices.Sort(added)
	return buf[:from+len(slices.Compact(added))]
}

// sets numbers sets of symbols: a portfolio has few different ones, so a job
// seeker keeps one number for all contracts, one for all licences. 0 is the empty set.
type sets struct {
	*symbols
	known   map[string]uint32
	members [][]uint32
	buf     []uint32
	key     []byte
}

func newSets() *sets {
	return &sets{symbols: newSymbols(), known: map[string]uint32{"": 0}, members: [][]uint32{nil}}
}

func (s *sets) of(texts []string) uint32 {
	s.buf = s.all(s.buf[:0], texts)
	s.key = s.key[:0]
	for _, m := range s.buf {
		s.key = binary.LittleEndian.AppendUint32(s.key, m)
	}
	n, ok := s.known[string(s.key)]
	if !ok {
		n = uint32(len(s.members))
		s.known[string(s.key)] = n
		s.members = append(s.members, slices.Clone(s.buf))
	}
	return n
}

// holds tells whether a set has every symbol asked.
func holds(set, asked []uint32) bool {
	for _, a := range asked {
		if !slices.Contains(set, a) {
			return false
		}
	}
	return true
}

// accepts tells whether a set of accepted contracts, empty for any, allows one,
// 0 for unknown.
func accepts(set []uint32, contract uint32) bool {
	return len(set) == 0 || contract == 0 || slices.Contains(set, contract)
}
