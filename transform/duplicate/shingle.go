package duplicate

import (
	"math/bits"
	"slices"

	"vigie/data/labels"
)

// shingler turns texts into sets of shingles; it keeps its working space.
type shingler struct {
	words int
	ring  []uint64
}

// append adds the shingles of a text to set, sorted, each once. A text of fewer
// words than a shingle is one shingle.
func (s *shingler) append(set []uint64, title, description string) []uint64 {
	s.ring = s.ring[:0]
	hash := uint64(fnvOffset)
	for _, text := range [...]string{title, description} {
		text = labels.Normalize(text)
		for i := range len(text) {
			if c := text[i]; c != ' ' {
				hash = (hash ^ uint64(c)) * fnvPrime
				continue
			}
			s.ring, hash = append(s.ring, mix(hash)), fnvOffset
		}
		if text != "" {
			s.ring, hash = append(s.ring, mix(hash)), fnvOffset
		}
	}
	if len(s.ring) < s.words {
		return append(set, combine(s.ring))
	}
	for i := range len(s.ring) - s.words + 1 {
		set = append(set, combine(s.ring[i:i+s.words]))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// combine hashes a run of words, of which the order counts.
func combine(words []uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = mix(h + w)
	}
	return h
}

// mix spreads every bit of x over all (MurmurHash3's finalizer).
func mix(x uint64) uint64 {
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// sketch is a set as 512 bits, of which each shingle flips one.
type sketch [8]uint64

func sketchOf(set []uint64) (s sketch) {
	for _, h := range set {
		s[h>>6&7] ^= 1 << (h & 63)
	}
	return s
}

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
