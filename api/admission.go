package api

import (
	"context"
	"errors"
	"time"
)

// ErrBusy refuses a request because its lane is full.
var ErrBusy = errors.New("too many requests at once")

// Lane is a share of the machine: a rush in one leaves the others alone.
type Lane string

// The lanes.
const (
	LaneWidget     Lane = "widget"
	LanePools      Lane = "pools"
	LaneDrafts     Lane = "drafts"
	LaneIndicators Lane = "indicators"
	LanePages      Lane = "pages"
	LaneService    Lane = "service"
	LaneExports    Lane = "exports" // whatever the operation
)

// Limit bounds a lane: so many at once, so many waiting, for so long.
type Limit struct {
	AtOnce, Waiting int
	Wait            time.Duration
}

// LanesDefault holds for a machine of a few cores: answers are computed from
// memory, so more at once would only share the same processor time.
func LanesDefault() map[Lane]Limit {
	return map[Lane]Limit{
		LaneWidget:     {AtOnce: 32, Waiting: 512, Wait: time.Second},
		LanePools:      {AtOnce: 4, Waiting: 64, Wait: 2 * time.Second},
		LaneDrafts:     {AtOnce: 4, Waiting: 64, Wait: 2 * time.Second}, // queries, unlike the others
		LaneIndicators: {AtOnce: 8, Waiting: 128, Wait: time.Second},
		LanePages:      {AtOnce: 8, Waiting: 256, Wait: 2 * time.Second},
		LaneService:    {AtOnce: 8, Waiting: 64, Wait: time.Second},
		LaneExports:    {AtOnce: 2, Waiting: 16, Wait: 5 * time.Second},
	}
}

// lane admits requests: a place at once, or a place in a short queue.
type lane struct {
	limit Limit
	busy  chan struct{}
	queue chan struct{}
}

func newLane(l Limit) *lane {
	return &lane{limit: l, busy: make(chan struct{}, l.AtOnce), queue: make(chan struct{}, l.Waiting)}
}

// enter takes a place, or says ErrBusy. The caller leaves when done.
func (l *lane) enter(ctx context.Context) error {
	select {
	case l.busy <- struct{}{}:
		return nil
	default:
	}
	select {
	case l.queue <- struct{}{}:
		defer func() { <-l.queue }()
	default:
		return ErrBusy
	}
	patience := time.NewTimer(l.limit.Wait)
	defer patience.Stop()
	select {
	case l.busy <- struct{}{}:
		return nil
	case <-patience.C:
		return ErrBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *lane) leave() { <-l.busy }
