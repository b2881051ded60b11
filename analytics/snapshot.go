package analytics

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/analytics/disclosure"
	"vigie/analytics/draft"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/analytics/prospects"
	"vigie/data"
	"vigie/transform/model"
)

// Errors that a caller can act on; the HTTP layer maps each to a status.
var (
	ErrUnknownOffer     = errors.New("unknown offer")
	ErrUnknownIndicator = errors.New("unknown indicator")
	ErrNoDiagnosis      = errors.New("offer is not entrusted, or closed")
	ErrBadCursor        = pools.ErrBadCursor
	ErrLoading          = errors.New("pools are being loaded")
	ErrNoSnapshot       = data.ErrNoSnapshot
)

// Snapshot is one published night, loaded for answering. It is immutable and
// safe for concurrent use until it is closed.
type Snapshot struct {
	ID           string
	AsOf         string // ISO date
	PublishedAt  string // RFC 3339
	Attractivity *attractivity.Index
	Performance  *performance.Index
	Hidden       *disclosure.Book // of the indicators, by audience

	db    *model.DB
	desk  *draft.Desk
	atlas *Atlas
	open  []attractivity.Row           // open entrusted offers, the newest first
	pools *atomic.Pointer[pools.Index] // nil until Complete; so are the next two
	calls *atomic.Pointer[prospects.Index]
	cases *atomic.Pointer[diagnosis.Index]
	files func(table string) []string // in full
	shape *shape                      // of its tables
}

// ServingSettings bound what answering may use of DuckDB, which only looks up
// what the indexes do not hold.
var ServingSettings = model.Settings{Memory: "1GB", Threads: 1}

func newSnapshot(db *model.DB, dir string, m data.Manifest) *Snapshot {
	s := &Snapshot{
		ID: m.ID, AsOf: m.AsOf, PublishedAt: m.PublishedAt, db: db, shape: newShape(m),
		pools: &atomic.Pointer[pools.Index]{}, calls: &atomic.Pointer[prospects.Index]{}, cases: &atomic.Pointer[diagnosis.Index]{},
	}
	s.files = func(table string) []string {
		t, _ := m.Table(table)
		return filesOf(dir, t)
	}
	return s
}

// OpenSnapshot loads the snapshot that a manifest describes from its folder, but for
// its pools, prospects and cuts of indicators: Complete loads them. It trusts the bytes of the tables that AnswersFirst
// names: verify them before.
func OpenSnapshot(ctx context.Context, dir string, m data.Manifest) (*Snapshot, error) {
	db, err := OpenTables(ctx, dir, m, ServingSettings)
	if err != nil {
		return nil, err
	}
	s := newSnapshot(db, dir, m)
	if err := s.load(ctx, dir, m); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open snapshot %s: %w", m.ID, err)
	}
	return s, nil
}

func (s *Snapshot) load(ctx context.Context, dir string, m data.Manifest) (err error) {
	if s.Attractivity, err = loadAttractivity(ctx, s.db, s.files("attractivity.offer"), s.ID, s.AsOf); err != nil {
		return err
	}
	if s.Performance, err = loadPerformance(ctx, s.db, s.files, s.ID, s.AsOf); err != nil {
		return err
	}
	if s.Hidden, err = loadHidden(ctx, s.db, m); err != nil {
		return err
	}
	if s.atlas, err = loadAtlas(ctx, s.db, s.files); err != nil {
		return err
	}
	s.open = s.Attractivity.Open()
	s.desk, err = openDesk(ctx, s.db, dir, m)
	return err
}

// AnswersFirst says which tables a snapshot reads before it answers anything; all
// others are read by Complete, or by those who ask.
func AnswersFirst(table string) bool {
	schema, _, _ := strings.Cut(table, ".")
	return slices.Contains([]string{hiddenTable, frozenTable, observedTable}, table) || schema == "attractivity" || schema == "performance" || schema == "ref"
}

// Complete loads what a snapshot answers last: the cuts of its indicators, its pools, prospects and diagnoses, and the figures of
// every market. It trusts the bytes of all tables.
func (s *Snapshot) Complete(ctx context.Context) error {
	if err := loadCuts(ctx, s.Performance, s.files); err != nil {
		return fmt.Errorf("open snapshot %s: %w", s.ID, err)
	}
	ix, err := loadPools(ctx, s.db, s.files, s.ID, s.AsOf)
	if err != nil {
		return fmt.Errorf("open snapshot %s: %w", s.ID, err)
	}
	s.pools.Store(ix)
	calls, err := loadProspects(ctx, s.db, s.files, s.ID, s.AsOf)
	if err != nil {
		return fmt.Errorf("open snapshot %s: %w", s.ID, err)
	}
	s.calls.Store(calls)
	cases, err := loadDiagnoses(ctx, s.files)
	if err != nil {
		return fmt.Errorf("open snapshot %s: %w", s.ID, err)
	}
	s.cases.Store(cases)
	s.Attractivity.Warm(ctx)
	return ctx.Err()
}

// Pools answers matching pools; ErrLoading says that they are not there yet.
func (s *Snapshot) Pools() (*pools.Index, error) {
	ix := s.pools.Load()
	if ix == nil {
		return nil, ErrLoading
	}
	return ix, nil
}

// Prospects answers whom to call; ErrLoading says that it is not there yet.
func (s *Snapshot) Prospects() (*prospects.Index, error) {
	ix := s.calls.Load()
	if ix == nil {
		return nil, ErrLoading
	}
	return ix, nil
}

// keepsIndicators says whether a snapshot can still answer indicators: nights of
// programs that kept less can't.
func keepsIndicators(m data.Manifest) bool {
	for _, table := range indicatorTables {
		if t, ok := m.Table(table); !ok || len(t.Files) == 0 {
			return false
		}
	}
	return true
}

// OpenPast loads the indicators of an earlier snapshot, which may be pruned, and nothing
// else of it. It trusts the bytes of the tables that outlive a snapshot.
func OpenPast(ctx context.Context, dir string, m data.Manifest) (*Snapshot, error) {
	kept := m
	kept.Tables = slices.DeleteFunc(slices.Clone(m.Tables), func(t data.ManifestTable) bool { return !data.Outlives(t.Name) })
	db, err := OpenTables(ctx, dir, kept, ServingSettings)
	if err != nil {
		return nil, err
	}
	s := newSnapshot(db, dir, kept)
	if s.Performance, err = loadPerformance(ctx, db, s.files, s.ID, s.AsOf); err == nil {
		s.Hidden, err = loadHidden(ctx, db, kept)
	}
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open earlier snapshot %s: %w", m.ID, err)
	}
	s.Performance.LoadCutsBy(func(d performance.Definition) error {
		return loadCutsOf(context.WithoutCancel(ctx), s.Performance, d, s.files)
	})
	return s, nil
}

// Close frees what the snapshot holds of DuckDB.
func (s *Snapshot) Close() error {
	if s.desk == nil { // an earlier one
		return s.db.Close()
	}
	return errors.Join(s.db.Close(), s.desk.Close())
}

// Ready runs a real query, so that a broken database is noticed.
func (s *Snapshot) Ready(ctx context.Context) error {
	var n int64
	if err := s.db.QueryRow(ctx, "select count(*) from attractivity.cell").Scan(&n); err != nil {
		return fmt.Errorf("query snapshot %s: %w", s.ID, err)
	}
	return nil
}

// OpenTables opens the published tables of a snapshot for SQL, under their names.
// Of a pruned one these are its indicators.
func OpenTables(ctx context.Context, dir string, m data.Manifest, s model.Settings) (*model.DB, error) {
	day, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", m.ID, err)
	}
	db, err := model.Open(ctx, day, s, nil)
	if err != nil {
		return nil, err
	}
	for _, t := range m.Tables {
		if !IsPublished(t.Name) || len(t.Files) == 0 {
			continue
		}
		if err := db.AttachParquet(ctx, t.Name, filesOf(dir, t)); err != nil {
			_ = db.Close()
			return nil, fmt.Errorf("open snapshot %s: %w", m.ID, err)
		}
	}
	return db, nil
}

// filesOf are the files of a table, in full.
func filesOf(dir string, t data.ManifestTable) []string {
	files := make([]string, len(t.Files))
	for i, f := range t.Files {
		files[i] = filepath.Join(dir, filepath.FromSlash(f.Path))
	}
	return files
}
