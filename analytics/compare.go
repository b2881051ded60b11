package analytics

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"vigie/analytics/diff"
	"vigie/analytics/disclosure"
	"vigie/analytics/shelf"
	"vigie/data"
	"vigie/transform/model"
)

// comparedKept is how many pairs of nights stay compared, the last that were asked for.
const comparedKept = 2

// comparedWithin is how long one who asks waits for two nights to be compared: longer,
// they come again.
const comparedWithin = 3 * time.Second

// ErrComparing says that nights are being compared, these or others.
var ErrComparing = errors.New("nights are being compared")

// nights are a pair of snapshots, by their ids.
type nights struct{ before, after string }

// comparisons are the pairs of nights that were asked for.
type comparisons = *shelf.Shelf[nights, diff.Difference]

func newComparisons() comparisons {
	return shelf.New[nights](comparedKept, func(diff.Difference) int { return 1 })
}

// Compare tells what differs between two nights of the lake, whose indicators at least are
// kept. It compares records, which takes as long as it takes: ErrComparing until it is done.
func (s *Store) Compare(ctx context.Context, before, after string) (*diff.Difference, error) {
	for _, id := range []string{before, after} {
		if err := s.checkKept(id); err != nil {
			return nil, err
		}
	}
	c := s.comparisons.Ask(nights{before, after}, func() (diff.Difference, error) {
		return compareNights(context.WithoutCancel(ctx), s.lake, before, after)
	})
	if c == nil {
		return nil, ErrComparing
	}
	patience := time.NewTimer(comparedWithin)
	defer patience.Stop()
	select {
	case <-c.Ready:
		return &c.Value, c.Err
	case <-patience.C:
		return nil, ErrComparing
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// compareNights compares within what serving may take of the machine.
func compareNights(ctx context.Context, lake data.Lake, before, after string) (diff.Difference, error) {
	spill, err := os.MkdirTemp("", "vigie-compare-")
	if err != nil {
		return diff.Difference{}, fmt.Errorf("compare %s with %s: %w", after, before, err)
	}
	defer os.RemoveAll(spill)
	return diff.Nights(ctx, lake, before, after, diff.Options{
		Published: IsPublished, Settings: model.Settings{Memory: ServingSettings.Memory, Threads: ServingSettings.Threads, Spill: spill}})
}

// MoveQuery chooses the moves of a page. Empty fields do not filter.
type MoveQuery struct {
	Indicator, Level string
	Limit            int
	After            string // cursor

	Before, Later *disclosure.Sight // what the caller is shown of either night; nil is everything
}

// Moves are the cells that moved and are shown of both nights, and the cursor of the next
// page. Reasons are counts of records, finer than what is decided: for who sees everything.
func Moves(d *diff.Difference, q MoveQuery) (rows []diff.Move, next string, err error) {
	from := 0
	if q.After != "" {
		text, err := base64.RawURLEncoding.DecodeString(q.After)
		if err != nil {
			return nil, "", ErrBadCursor
		}
		if from, err = strconv.Atoi(string(text)); err != nil || from < 0 || from > len(d.Moves) {
			return nil, "", ErrBadCursor
		}
	}
	rows = []diff.Move{}
	for i := from; i < len(d.Moves); i++ {
		m := d.Moves[i]
		if (q.Indicator != "" && m.Indicator != q.Indicator) || (q.Level != "" && m.Level != q.Level) || !q.shows(m) {
			continue
		}
		if len(rows) == q.Limit {
			return rows, base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(i))), nil
		}
		if q.Later != nil {
			m.Why = nil
		}
		rows = append(rows, m)
	}
	return rows, "", nil
}

// shows tells whether a cell is shown of both nights: of a quarter that one of them had not
// decided yet, that the cell is new would tell that it was nothing.
func (q MoveQuery) shows(m diff.Move) bool {
	f := disclosure.Figure{Indicator: m.Indicator, Level: m.Level, Code: m.Code, Kind: m.Kind, Period: m.Period}
	return q.Before.Shows(f) && q.Later.Shows(f)
}
