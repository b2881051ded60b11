package duplicate

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"sync"
)

// print is what tells most unlike texts apart: how many shingles one has, and their sketch.
type print struct {
	size   int
	sketch sketch
}

// shinglers are shared by the threads that print texts.
var shinglers = sync.Pool{New: func() any { return new(shingler) }}

// Print is the print of a text, of shingles of so many words, as Alike reads it.
func Print(words int, title, description string) string {
	s := shinglers.Get().(*shingler)
	defer shinglers.Put(s)
	s.words = words
	p := s.print(title, description)
	var raw [printBytes]byte
	binary.LittleEndian.PutUint32(raw[:], uint32(p.size))
	for i, bits := range p.sketch {
		binary.LittleEndian.PutUint64(raw[sizeBytes+8*i:], bits)
	}
	return printed.EncodeToString(raw[:])
}

const (
	sizeBytes  = 4
	printBytes = sizeBytes + 8*len(sketch{})
)

var printed = base64.RawStdEncoding

func readPrint(text string) (p print, err error) {
	var raw [printBytes]byte
	if len(text) != printed.EncodedLen(printBytes) {
		return p, fmt.Errorf("read print of a text: %d characters", len(text))
	}
	if _, err := printed.Decode(raw[:], []byte(text)); err != nil {
		return p, fmt.Errorf("read print of a text: %w", err)
	}
	p.size = int(binary.LittleEndian.Uint32(raw[:]))
	for i := range p.sketch {
		p.sketch[i] = binary.LittleEndian.Uint64(raw[sizeBytes+8*i:])
	}
	return p, nil
}

// print counts the shingles of a text and sketches them, each once.
func (s *shingler) print(title, description string) (p print) {
	s.set = s.append(s.set[:0], title, description)
	size := 1 << bits.Len(uint(2*len(s.set)))
	if len(s.seen) < size {
		s.seen = make([]uint64, size)
	}
	seen := s.seen[:size]
	clear(seen)
	for _, h := range s.set {
		at := h >> 9 & uint64(size-1) // the sketch takes the bits below
		for seen[at] != 0 && seen[at] != h {
			at = (at + 1) & uint64(size-1)
		}
		if seen[at] == h {
			continue // 0 too, which is the shingle of a text without words
		}
		seen[at] = h
		p.size++
		p.sketch.flip(h)
	}
	return p
}
