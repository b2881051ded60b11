package ingest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"unsafe"

	"github.com/cespare/xxhash/v2"
)

// hasher makes pseudonyms and content hashes. It belongs to one goroutine.
type hasher struct {
	mac    hash.Hash // nil for sources that are not about persons
	sum    [sha256.Size]byte
	digest xxhash.Digest
	buffer []byte
}

func newHasher(key []byte) *hasher {
	h := &hasher{}
	if len(key) > 0 {
		h.mac = hmac.New(sha256.New, key)
	}
	return h
}

// pseudonym is the base32 of the first half of the HMAC-SHA-256 of a raw
// identifier.
func (h *hasher) pseudonym(a *arena, raw string) string {
	h.mac.Reset()
	h.mac.Write(unsafe.Slice(unsafe.StringData(raw), len(raw)))
	half := h.mac.Sum(h.sum[:0])[:sha256.Size/2]
	text := a.take(pseudonymLength)
	high, low := binary.BigEndian.Uint64(half), binary.BigEndian.Uint64(half[8:])
	for i := range text {
		text[i] = pseudonymDigits[high>>59]
		high, low = high<<5|low>>59, low<<5
	}
	return alias(text)
}

// A pseudonym is written in base32 (RFC 4648), five bits a character.
const (
	pseudonymDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	pseudonymLength = (8*sha256.Size/2 + 4) / 5
)

// pseudonymise replaces the identifiers of a row.
func (h *hasher) pseudonymise(a *arena, p *plan, row unsafe.Pointer) {
	for _, f := range p.fields {
		if f.pseudonym {
			s := (*string)(unsafe.Add(row, f.offset))
			if f.canonical != nil {
				*s = f.canonical(*s)
			}
			if *s != "" {
				*s = h.pseudonym(a, *s)
			}
		}
	}
}

// secondSeed is that of the second half of a content hash, where the first has 0: any
// would do, but never another.
const secondSeed = 0x9E3779B97F4A7C15

// content is the hash of what a record says: its present fields by name, whatever
// the format, the order or the fields that were dropped. It tells versions apart
// and decides between those of one stamp; it protects against nobody.
func (h *hasher) content(p *plan, row unsafe.Pointer) (out [16]byte) {
	h.buffer = appendContent(h.buffer[:0], p, row)
	binary.BigEndian.PutUint64(out[:8], xxhash.Sum64(h.buffer))
	h.digest.ResetWithSeed(secondSeed)
	_, _ = h.digest.Write(h.buffer) // never fails
	binary.BigEndian.PutUint64(out[8:], h.digest.Sum64())
	return out
}

func appendContent(b []byte, p *plan, row unsafe.Pointer) []byte {
	for _, f := range p.fields {
		v := unsafe.Add(row, f.offset)
		switch f.kind {
		case kindText:
			if s := *(*string)(v); s != "" {
				b = appendText(binary.BigEndian.AppendUint32(b, f.id), s)
			}
		case kindInstant:
			if t := *(*Instant)(v); t != 0 {
				b = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(b, f.id), uint64(t))
			}
		case kindFloat:
			if x := *(**float64)(v); x != nil {
				b = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(b, f.id), math.Float64bits(*x))
			}
		case kindInt:
			if x := *(**int32)(v); x != nil {
				b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, f.id), uint32(*x))
			}
		case kindBool:
			if x := *(**bool)(v); x != nil {
				b = binary.BigEndian.AppendUint32(b, f.id)
				if *x {
					b = append(b, 1)
				} else {
					b = append(b, 0)
				}
			}
		case kindTexts:
			if list := *(*[]string)(v); len(list) > 0 {
				b = binary.AppendUvarint(binary.BigEndian.AppendUint32(b, f.id), uint64(len(list)))
				for _, s := range list {
					b = appendText(b, s)
				}
			}
		case kindList:
			if list := *(*sliceHeader)(v); list.len > 0 {
				b = binary.AppendUvarint(binary.BigEndian.AppendUint32(b, f.id), uint64(list.len))
				size := f.elemType.Size()
				for i := range list.len {
					b = appendContent(b, f.elem, unsafe.Add(list.data, uintptr(i)*size))
					b = append(b, 0, 0, 0, 0) // no field has this id: the end of the element
				}
			}
		}
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
