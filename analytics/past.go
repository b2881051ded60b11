package analytics

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"vigie/data"
)

// pastKept bounds the earlier snapshots that are held open, the last that were asked for.
const pastKept = 4

// UnknownSnapshotError says that the lake has no snapshot of an id, or not its indicators.
type UnknownSnapshotError struct {
	ID    string
	Known []string // those it has, the newest first
}

func (e *UnknownSnapshotError) Error() string {
	return fmt.Sprintf("snapshot %s: its indicators are not kept; those of %s are", e.ID, strings.Join(e.Known, ", "))
}

// past are earlier snapshots that were asked for.
type past struct {
	mu    sync.Mutex
	clock int
	byID  map[string]*reopened
}

// reopened is an earlier snapshot, with its indicators only.
type reopened struct {
	once  sync.Once
	lease *lease
	err   error
	asked int // when, by the clock of those who ask
}

// At returns a snapshot by its id and the function that gives it back: the one served,
// or an earlier one with its indicators only, be it pruned.
func (s *Store) At(ctx context.Context, id string) (*Snapshot, func(), error) {
	if snapshot, release := s.Acquire(); snapshot != nil && snapshot.ID == id {
		return snapshot, release, nil
	} else {
		release()
	}
	for {
		r := s.past.ask(id)
		r.once.Do(func() { r.lease, r.err = s.reopen(context.WithoutCancel(ctx), id) })
		if r.err != nil {
			s.past.forget(id, r)
			return nil, nil, r.err
		}
		if s.past.holds(id, r, s) {
			return r.lease.snapshot, func() { s.giveBack(r.lease) }, nil
		}
	}
}

// ask finds an earlier snapshot, which may still have to be opened.
func (p *past) ask(id string) *reopened {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byID == nil {
		p.byID = map[string]*reopened{}
	}
	r := p.byID[id]
	if r == nil {
		r = &reopened{}
		p.byID[id] = r
	}
	p.clock++
	r.asked = p.clock
	return r
}

func (p *past) forget(id string, r *reopened) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byID[id] == r {
		delete(p.byID, id)
	}
}

// holds counts one more user of an opened snapshot, unless it was given up meanwhile;
// those that were asked for the longest ago give their room.
func (p *past) holds(id string, r *reopened, s *Store) bool {
	p.mu.Lock()
	var given []*lease
	held := p.byID[id] == r
	if held {
		s.mu.Lock()
		r.lease.users++
		s.mu.Unlock()
		for len(p.byID) > pastKept {
			oldest := id
			for other, o := range p.byID {
				if o.asked < p.byID[oldest].asked {
					oldest = other
				}
			}
			if oldest == id || p.byID[oldest].lease == nil { // still being opened
				break
			}
			given = append(given, p.byID[oldest].lease)
			delete(p.byID, oldest)
		}
	}
	p.mu.Unlock()
	for _, l := range given {
		s.giveBack(l)
	}
	return held
}

// close gives all of them back; requests under way still end.
func (p *past) close(s *Store) {
	p.mu.Lock()
	all := p.byID
	p.byID = nil
	p.mu.Unlock()
	for _, r := range all {
		if r.lease != nil {
			s.giveBack(r.lease)
		}
	}
}

// checkKept refuses a snapshot whose indicators are not kept.
func (s *Store) checkKept(id string) error {
	all, err := s.lake.Snapshots()
	if err != nil {
		return err
	}
	unknown := &UnknownSnapshotError{ID: id}
	known := false
	for _, m := range all {
		if keepsIndicators(m) {
			unknown.Known = append(unknown.Known, m.ID)
			known = known || m.ID == id
		}
	}
	if !known {
		return unknown
	}
	return nil
}

// reopen verifies and opens the indicators of an earlier snapshot.
func (s *Store) reopen(ctx context.Context, id string) (*lease, error) {
	if err := s.checkKept(id); err != nil {
		return nil, err
	}
	release, err := s.lake.Hold(id)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	m, err := s.lake.Manifest(id) // again: it may have been pruned meanwhile
	if err == nil {
		err = s.verify(m, data.Outlives)
	}
	if err != nil {
		release()
		return nil, err
	}
	snapshot, err := OpenPast(ctx, s.lake.SnapshotDir(id), m)
	if err != nil {
		release()
		return nil, err
	}
	slog.InfoContext(ctx, "earlier snapshot opened", "snapshot", id, "as_of", m.AsOf, "elapsed", time.Since(start).Round(time.Millisecond).String())
	return &lease{snapshot: snapshot, release: release, users: 1}, nil
}
