package analytics

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"vigie/data"
)

// Store follows the snapshot that a lake serves: when CURRENT names another one,
// it verifies and loads it, then swaps. Requests under way end on the snapshot
// they began with.
type Store struct {
	lake data.Lake

	mu      sync.Mutex
	current *lease
	past    past

	comparisons comparisons
}

// lease is a snapshot and how many requests use it; the store itself is one.
type lease struct {
	snapshot *Snapshot
	release  func() // lets prune have it
	users    int
}

// OpenStore verifies and loads what the lake's current snapshot answers first: the
// widget and the indicators. Complete does the rest. It fails with data.ErrNoSnapshot
// when nothing is published, data.ErrDamaged when a file is not what was published.
func OpenStore(ctx context.Context, lake data.Lake) (*Store, error) {
	s := &Store{lake: lake, comparisons: newComparisons()}
	id, err := lake.Current()
	if err != nil {
		return nil, err
	}
	l, err := s.open(ctx, id, AnswersFirst)
	if err != nil {
		return nil, err
	}
	s.swap(l)
	return s, nil
}

// Complete verifies and loads what OpenStore left: the other tables, the pools, the
// figures of every market. It fails with data.ErrDamaged when a file is not what was
// published: the snapshot may then not be served any longer.
func (s *Store) Complete(ctx context.Context) error {
	snapshot, giveBack := s.Acquire()
	defer giveBack()
	start := time.Now()
	m, err := s.lake.Manifest(snapshot.ID)
	if err != nil {
		return err
	}
	if err := s.verify(m, func(table string) bool { return !AnswersFirst(table) }); err != nil {
		return err
	}
	if err := snapshot.Complete(ctx); err != nil {
		return err
	}
	slog.InfoContext(ctx, "snapshot whole", "snapshot", snapshot.ID, "elapsed", time.Since(start).Round(time.Millisecond).String())
	return nil
}

// verify compares the files of the tables that are wanted with the manifest.
func (s *Store) verify(m data.Manifest, wanted func(table string) bool) error {
	var names []string
	for _, t := range m.Tables {
		if wanted(t.Name) {
			names = append(names, t.Name)
		}
	}
	return s.lake.VerifyTables(m, names)
}

// Follow looks at CURRENT every so often until ctx ends. A snapshot that can't be
// served is reported once, and the one before goes on.
func (s *Store) Follow(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	reported := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := s.refresh(ctx); err != nil && err.Error() != reported {
				reported = err.Error()
				slog.ErrorContext(ctx, "new snapshot is not served", "err", err)
			}
		}
	}
}

// refresh replaces the snapshot when CURRENT names another one, which is loaded whole
// before: the one that is served answers meanwhile.
func (s *Store) refresh(ctx context.Context) error {
	id, err := s.lake.Current()
	if err != nil {
		return err
	}
	s.mu.Lock()
	same := s.current != nil && s.current.snapshot.ID == id
	s.mu.Unlock()
	if same {
		return nil
	}
	l, err := s.open(ctx, id, func(string) bool { return true })
	if err != nil {
		return err
	}
	if err := l.snapshot.Complete(ctx); err != nil {
		l.release()
		return errors.Join(err, l.snapshot.Close())
	}
	s.swap(l)
	return nil
}

// open verifies the tables that are wanted of a snapshot and opens it.
func (s *Store) open(ctx context.Context, id string, wanted func(table string) bool) (*lease, error) {
	release, err := s.lake.Hold(id)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	m, err := s.lake.Manifest(id)
	if err == nil {
		err = s.verify(m, wanted)
	}
	if err != nil {
		release()
		return nil, err
	}
	snapshot, err := OpenSnapshot(ctx, s.lake.SnapshotDir(id), m)
	if err != nil {
		release()
		return nil, fmt.Errorf("%w; it was made by vigie %s: make it again with `vigie refresh`", err, m.Code)
	}
	slog.InfoContext(ctx, "snapshot opened", "snapshot", id, "as_of", m.AsOf, "elapsed", time.Since(start).Round(time.Millisecond).String())
	return &lease{snapshot: snapshot, release: release, users: 1}, nil
}

func (s *Store) swap(next *lease) {
	s.mu.Lock()
	before := s.current
	s.current = next
	s.mu.Unlock()
	if before != nil {
		s.giveBack(before)
	}
}

// Acquire returns the snapshot served now and the function that gives it back;
// one request acquires once and answers from that snapshot only.
func (s *Store) Acquire() (*Snapshot, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.current
	if l == nil {
		return nil, func() {}
	}
	l.users++
	return l.snapshot, func() { s.giveBack(l) }
}

func (s *Store) giveBack(l *lease) {
	s.mu.Lock()
	l.users--
	last := l.users == 0
	s.mu.Unlock()
	if !last {
		return
	}
	if err := l.snapshot.Close(); err != nil {
		slog.Error("close snapshot", "snapshot", l.snapshot.ID, "err", err)
	}
	l.release()
}

// Close gives the current snapshot back; requests under way still end.
func (s *Store) Close() {
	s.past.close(s)
	s.swap(nil)
}
