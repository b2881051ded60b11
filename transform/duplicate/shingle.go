package duplicate

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"vigie/data/labels"
)

// shingler turns texts into sets of shingles; it keeps its working space.
type shingler struct {
	words int
	text  []byte
	ring  []uint64 // hashes of words
	set   []uint64 // of a print
	seen  []uint64 // of a print: which shingles came, by their hash
}

// sorted adds the shingles of a text to set, sorted, each once.
func (s *shingler) sorted(set []uint64, title, description string) []uint64 {
	set = s.append(set, title, description)
	slices.Sort(set)
	return slices.Compact(set)
}

// append adds the shingles of a text to set in their order, each as often as it comes. A
// text of fewer words than a shingle is one shingle.
func (s *shingler) append(set []uint64, title, description string) []uint64 {
	s.ring = s.ring[:0]
	for _, text := range [...]string{title, description} {
		s.text = labels.AppendNormal(s.text[:0], text)
		s.ring, s.text = appendWords(s.ring, s.text)
	}
	if len(s.ring) < s.words {
		return append(set, combine(s.ring))
	}
	for i := range len(s.ring) - s.words + 1 {
		set = append(set, combine(s.ring[i:i+s.words]))
	}
	return set
}

// appendWords adds a hash of each word of a text, of which one space parts each from the
// next. It reads eight bytes at once, and gives back the text with room behind it.
func appendWords(hashes []uint64, text []byte) ([]uint64, []byte) {
	if len(text) == 0 {
		return hashes, text
	}
	text = append(text, ' ')
	end := len(text)
	text = append(text, make([]byte, 8)...)
	hash := uint64(0)
	for i := 0; i < end; {
		eight := binary.LittleEndian.Uint64(text[i:])
		n := spaceIn(eight)
		if n == 8 {
			hash, i = (hash^eight)*spread, i+8
			hash ^= hash >> 32
			continue
		}
		eight &= 1<<(8*n) - 1
		hashes = append(hashes, mix((hash^eight)*spread))
		hash, i = 0, i+n+1
	}
	return hashes, text
}

// spaceIn is which of eight bytes is the first space, 8 for none.
func spaceIn(eight uint64) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	x := eight ^ ones*' ' // zero where there is one; a byte above the first may be taken for one
	return bits.TrailingZeros64((x-ones)&^x&highs) / 8
}

// spread is an odd number whose bits look like chance's (that of MurmurHash3's finalizer).
const spread = 0xff51afd7ed558ccd

// combine hashes a run of words, of which the order counts.
func combine(words []uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = bits.RotateLeft64(h, 21) + w
	}
	return mix(h)
}

// mix spreads every bit of x over all (MurmurHash3's finalizer).
func mix(x uint64) uint64 {
	x = (x ^ x>>33) * spread
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// sketch is a set as 512 bits, of which each shingle flips one.
type sketch [8]uint64

func sketchOf(set []uint64) (s sketch) {
	for _, h := range set {
		s.flip(h)
	}
	return s
}

// flip flips the bit of a shingle.
func (s *sketch) flip(h uint64) { s[h>>6&7] ^= 1 << (h & 63) }

// differs says whether two sketches differ in more bits than limit: then so do
// their sets in shingles.
func (s *sketch) differs(other *sketch, limit int) bool {
	for i := range s {
		if limit -= bits.OnesCount64(s[i] ^ other[i]); limit < 0 {
			return true
		}
	}
	return false
}

// shared counts what two sorted sets have in common; ok is false when that is
// less than need, without counting to the end.
func shared(a, b []uint64, need int) (n int, ok bool) {
	spareA, spareB := len(a)-need, len(b)-need // how many may be missing from the other
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			i, j, n = i+1, j+1, n+1
		case a[i] < b[j]:
			if i++; i-n > spareA {
				return n, false
			}
		default:
			if j++; j-n > spareB {
				return n, false
			}
		}
	}
	return n, n >= need
}
