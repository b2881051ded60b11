package analytics

import (
	"context"
	"errors"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
)

// Errors that a caller can act on; the HTTP layer maps each to a status.
var (
	ErrUnknownOffer     = errors.New("unknown offer")
	ErrUnknownIndicator = errors.New("unknown indicator")
	ErrBadCursor        = errors.New("unknown cursor")
	ErrNoSnapshot       = errors.New("no snapshot published yet")
)

// Snapshot is one published night, verified and loaded for answering. It is
// immutable and safe for concurrent use.
type Snapshot struct {
	ID           string
	AsOf         string // ISO date
	PublishedAt  string // RFC 3339
	Attractivity *attractivity.Index
	Pools        *pools.Index
	Performance  *performance.Index
}

// Store follows a lake's CURRENT snapshot.
type Store struct{}

// OpenStore opens the lake's current snapshot. It fails with ErrNoSnapshot when nothing is published.
func OpenStore(ctx context.Context, root string) (*Store, error) { return nil, ErrNoSnapshot }

// Acquire returns the snapshot served now and the function that gives it back;
// one request acquires once and answers from that snapshot only.
func (s *Store) Acquire() (*Snapshot, func()) { return nil, func() {} }

// OfferRow is one line of the advisor's list of offers.
type OfferRow struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Rome         string   `json:"rome"`
	RomeLabel    string   `json:"rome_label"`
	Department   string   `json:"department"`
	Agency       *string  `json:"agency"`
	Place        string   `json:"place"`
	CreatedOn    string   `json:"created_on"`
	State        string   `json:"state"` // open, closed
	Active       bool     `json:"active"`
	Comparables  int      `json:"comparables"`
	Verdict      *string  `json:"verdict"` // attractive, average, unattractive
	Alerts       []string `json:"alerts"`
	Applications int      `json:"applications"`
}

// OfferQuery filters the list of entrusted offers. Empty fields do not filter.
type OfferQuery struct {
	Agency, Department, Rome, State, Text string
	Sort                                  string // "-created" (default), "created", "applications"
	Active                                *bool
	Limit                                 int
	After                                 string // cursor
}

// Offers lists entrusted offers; next is the cursor of the following page, "" at the end.
func (s *Snapshot) Offers(q OfferQuery) (rows []OfferRow, next string, err error) {
	return nil, "", nil
}
