package prospects

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"vigie/analytics/pools"
)

// page is where a page begins in a list that the whole answer is made of.
type page struct {
	from        int
	fingerprint uint64 // of the list
}

// page reads the cursor of a list of an agency.
func (ix *Index) page(list, agency string, q Query) (page, error) {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%q %q %q %q", list, ix.snapshot, iso(ix.asOf), agency) // never fails
	p := page{fingerprint: h.Sum64()}
	if q.After == "" {
		return p, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil || len(b) != 12 || binary.BigEndian.Uint64(b) != p.fingerprint {
		return page{}, pools.ErrBadCursor
	}
	p.from = int(binary.BigEndian.Uint32(b[8:]))
	return p, nil
}

// slice bounds the page within a list.
func (p page) slice(length, limit, most int) (from, end int) {
	from = min(p.from, length)
	return from, min(from+min(max(limit, 1), most), length)
}

// next names the page that begins at end; nil when the list ends there.
func (p page) next(end, length int) *string {
	if end >= length {
		return nil
	}
	b := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, p.fingerprint), uint32(end))
	text := base64.RawURLEncoding.EncodeToString(b)
	return &text
}
