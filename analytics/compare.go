package analytics

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"vigie/analytics/diff"
	"vigie/analytics/disclosure"
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

// comparisons are the pairs of nights that were asked for: one is compared at a time.
type comparisons struct {
	mu    sync.Mutex
	isRun bool
	held  []*comparison // the last that was asked for at the end
}

type comparison struct {
	before, after string
	ready         chan struct{} // closed once what follows is known
	difference    diff.Difference
	err           error
}

// Compare tells what differs between two nights of the lake, whose indicators at least are
// kept. It compares records, which takes as long as it takes: ErrComparing until it is done.
func (s *Store) Compare(ctx context.Context, before, after string) (*diff.Difference, error) {
	for _, id := range []string{before, after} {
		if err := s.checkKept(id); err != nil {
			return nil, err
		}
	}
	c := s.comparisons.of(before, after, func() (diff.Difference, error) {
		return compareNights(context.WithoutCancel(ctx), s.lake, before, after)
	})
	if c == nil {
		return nil, ErrComparing
	}
	patience := time.NewTimer(comparedWithin)
	defer patience.Stop()
	select {
	case <-c.ready:
		return &c.difference, c.err
	case <-patience.C:
		return nil, ErrComparing
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// of finds a pair, or begins to compare it; nil while another one is compared.
func (c *comparisons) of(before, after string, compare func() (diff.Difference, error)) *comparison {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.IndexFunc(c.held, func(x *comparison) bool { return x.before == before && x.after == after }); i >= 0 {
		x := c.held[i]
		c.held = append(slices.Delete(c.held, i, i+1), x)
		return x
	}
	if c.isRun {
		return nil
	}
	x := &comparison{before: before, after: after, ready: make(chan struct{})}
	c.isRun, c.held = true, append(c.held, x)
	if len(c.held) > comparedKept {
		c.held = slices.Delete(c.held, 0, len(c.held)-comparedKept)
	}
	go func() {
		x.difference, x.err = compare()
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.isRun = false; x.err != nil {
			c.held = slices.DeleteFunc(c.held, func(o *comparison) bool { return o == x })
		}
		close(x.ready)
	}()
	return x
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
