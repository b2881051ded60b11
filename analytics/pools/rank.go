package pools

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
)

// ErrBadCursor says that a cursor does not come from an earlier page of the same
// search on the same snapshot: ask for the first page again.
var ErrBadCursor = errors.New("unknown cursor")

// candidate is an eligible job seeker on the way to a page.
type candidate struct {
	score, distance int64
	seeker          uint32
}

// order is the order of a pool: score, then distance, then the hash of the
// identifier, then the identifier. It is total: no two persons are equal.
func (s *search) order(a, b candidate) int {
	if c := cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.distance, b.distance)); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(s.ix.hash[a.seeker], s.ix.hash[b.seeker]),
		bytes.Compare(s.ix.id.of(a.seeker), s.ix.id.of(b.seeker)),
	)
}

// top keeps the best of the candidates it is given, at most size of them at the
// end and twice that on the way.
type top struct {
	size  int
	order func(a, b candidate) int
	kept  []candidate
	worst *candidate // nothing after it can be among the best
}

func (t *top) add(c candidate) {
	if t.worst != nil && t.order(*t.worst, c) < 0 {
		return
	}
	t.kept = append(t.kept, c)
	if len(t.kept) == 2*t.size {
		t.kept = t.sorted()
		worst := t.kept[t.size-1]
		t.worst = &worst
	}
}

// sorted gives the best, in order.
func (t *top) sorted() []candidate {
	slices.SortFunc(t.kept, t.order)
	return t.kept[:min(len(t.kept), t.size)]
}

// cursor names the place after a candidate in this search, without naming the
// person: the number it holds means nothing outside the snapshot.
func (s *search) cursor(c candidate) string {
	b := binary.BigEndian.AppendUint64(nil, s.fingerprint())
	b = binary.BigEndian.AppendUint64(b, uint64(c.score))
	b = binary.BigEndian.AppendUint64(b, uint64(c.distance))
	b = binary.BigEndian.AppendUint32(b, c.seeker)
	return base64.RawURLEncoding.EncodeToString(b)
}

func (s *search) readCursor(text string) (*candidate, error) {
	if text == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != 28 || binary.BigEndian.Uint64(b) != s.fingerprint() {
		return nil, ErrBadCursor
	}
	c := candidate{
		score:    int64(binary.BigEndian.Uint64(b[8:])),
		distance: int64(binary.BigEndian.Uint64(b[16:])),
		seeker:   binary.BigEndian.Uint32(b[24:]),
	}
	if int(c.seeker) >= len(s.ix.hash) {
		return nil, ErrBadCursor
	}
	return &c, nil
}

// fingerprint tells one search from another; the number of candidates a page is
// left out, so that a caller may change it on the way.
func (s *search) fingerprint() uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%q %q %q %q %v %v %q", s.ix.snapshot, s.ix.asOf, s.o.ID, s.o.draft, s.nearTrades, s.capKm, s.sees.agencies) // never fails
	return h.Sum64()
}
