package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"vigie/data"
)

// How a file becomes part of the lake. Its rows, its receipt and its quarantine are
// prepared in staging; the quarantine file moves first, then the folder of rows is
// renamed into raw: from that instant the file is loaded, and before it nothing of
// it is. A refused or unreadable file gets no folder; its receipt beside the
// quarantine is what says so.
//
// A replay reads the whole file again from the inbox and makes a new revision of
// its folder, <id>-2, when fewer of its records are refused; the old folder is
// removed behind. Cut between the two, both are there: they hold the same records,
// which transform sees as duplicates, and the next run removes the old one.

// loader loads files of one run.
type loader struct {
	Options
	staging string
	known   known
	hashes  *hashCache
	loaded  map[string]int // of the source at hand: last revision by file id

	// What a dry run would have put into the lake: of the source at hand, the
	// files by id; and the agencies.
	tried    map[string]*Receipt
	agencies map[string]bool
}

// quarantineSuffix names a file's refused records in staging.
const quarantineSuffix = ".quarantine.parquet"

// stagingName is what a file is called in staging, before its hash is known.
const stagingName = "file"

// load brings one file into the lake, or finds what an earlier run made of it. Which
// of the two, its hash decides: while that is computed the file is read already, and
// given up when it turns out to be known.
func (l *loader) load(ctx context.Context, s Source, f *inboxFile) (*Receipt, error) {
	if _, ok := l.hashes.cached(f); ok {
		if id := l.identify(s, f); id.settled(l) {
			return l.finds(id, f)
		}
	}
	reading, giveUp := context.WithCancel(ctx)
	defer giveUp()
	hashed := make(future[identity], 1)
	go func() {
		id := l.identify(s, f)
		if id.settled(l) {
			giveUp()
		}
		hashed <- id
	}()
	identified := sync.OnceValue(func() identity { return <-hashed })
	r := &Receipt{Source: s.Info().Name, Path: filepath.ToSlash(f.path), Bytes: f.size, Format: f.format, Compression: f.pack}
	dir := filepath.Join(l.staging, stagingName)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", f.path, err)
	}
	defer os.RemoveAll(dir)
	defer os.Remove(dir + quarantineSuffix)
	err := l.read(reading, s, f, r, dir, identified)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("load %s: %w", f.path, ctx.Err())
	}
	id := identified()
	if id.settled(l) {
		return l.finds(id, f)
	}
	if err != nil {
		return nil, err
	}
	r.ID, r.SHA256 = id.sum[:idLength], id.sum
	r.Accepted = l.accepts(r, f)
	if l.DryRun {
		return r, l.try(r, dir)
	}
	if r.passing {
		return r, nil
	}
	if known := id.known; known != nil && known.State == Loaded && (r.State != Loaded || r.Quarantined >= known.Quarantined) {
		known.Known = true // the replay brought nothing
		return known, nil
	}
	return r, l.publish(r, dir)
}

// identity is which file this is, and what an earlier run made of it.
type identity struct {
	sum   string
	known *Receipt // nil: it is new
	err   error
}

func (l *loader) identify(s Source, f *inboxFile) (id identity) {
	if id.sum, id.err = l.hashes.hash(f); id.err == nil {
		id.known, id.err = l.find(s.Info().Name, id.sum[:idLength], f)
	}
	return id
}

// settled says whether the file need not be read.
func (id identity) settled(l *loader) bool {
	return id.err != nil || id.known != nil && !(l.Replay && (id.known.State != Loaded || id.known.Quarantined > 0))
}

// finds is the outcome of a file that need not be read.
func (l *loader) finds(id identity, f *inboxFile) (*Receipt, error) {
	if id.err != nil {
		return nil, id.err
	}
	id.known.Known, id.known.Accepted = true, l.accepts(id.known, f)
	return id.known, nil
}

// read runs the pipeline and decides the state of the file.
func (l *loader) read(ctx context.Context, s Source, f *inboxFile, r *Receipt, dir string, identified func() identity) error {
	total := f.size
	if f.pack != "" || f.format == "parquet" {
		total = 0
	}
	l.Progress.Start(f.path, total, "bytes")
	defer l.Progress.Done()
	j := &job{
		path: r.Path, file: f.full, format: f.format, packing: f.pack, dir: dir, quarantine: dir + quarantineSuffix,
		threads: l.Threads, key: l.Key, known: l.known, advance: l.Progress.Add, receipt: r,
		identify: func() (string, error) {
			id := identified()
			if id.settled(l) {
				return "", context.Canceled
			}
			return id.sum[:idLength], nil
		},
	}
	err := s.load(ctx, j)
	if ctx.Err() != nil {
		return fmt.Errorf("load %s: %w", f.path, ctx.Err())
	}
	switch {
	case err == nil && f.unchanged():
		return r.decide()
	case err == nil:
		r.fail("it changed while it was read; deliver files under another name and rename them when they are whole")
		r.passing = true
		return nil
	case errors.Is(err, errUnreadable):
		r.fail(err.Error())
		return nil
	}
	return fmt.Errorf("load %s: %w", f.path, err)
}

// find looks up what an earlier run made of a file. The same bytes under a name
// that says another format are not what was refused.
func (l *loader) find(source, id string, f *inboxFile) (*Receipt, error) {
	if r := l.tried[id]; r != nil && (r.State == Loaded || r.Format == f.format && r.Compression == f.pack) {
		again := *r
		return &again, nil
	}
	if n := l.loaded[id]; n > 0 {
		return readReceipt(filepath.Join(l.Lake.RawDir(source), folderOf(id, n), receiptName))
	}
	r, err := readReceipt(l.refusedReceipt(source, id))
	if errors.Is(err, fs.ErrNotExist) || err == nil && (r.Format != f.format || r.Compression != f.pack) {
		return nil, nil
	}
	return r, err
}

// try notes what a dry run would have brought: the rest of the run goes by it.
func (l *loader) try(r *Receipt, dir string) error {
	if r.passing {
		return nil
	}
	l.tried[r.ID] = r
	if r.Source != agences.info.Name || r.State != Loaded {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return err
	}
	return addAgencies(l.agencies, files)
}

func (l *loader) refusedReceipt(source, id string) string {
	return filepath.Join(l.Lake.QuarantineDir(source), id+".json")
}

// accepts says whether the operator goes on without this file.
func (l *loader) accepts(r *Receipt, f *inboxFile) bool {
	return r.State != Loaded && slices.ContainsFunc(l.AcceptRefused, func(name string) bool {
		return name == r.ID || filepath.ToSlash(name) == filepath.ToSlash(f.path) || name == filepath.Base(f.path) || filepath.Clean(name) == f.full
	})
}

// publish makes the file's outcome part of the lake.
func (l *loader) publish(r *Receipt, dir string) error {
	quarantine := l.Lake.QuarantineDir(r.Source)
	if err := os.MkdirAll(quarantine, 0o755); err != nil {
		return fmt.Errorf("publish %s: %w", r.Path, err)
	}
	if err := l.publishQuarantine(r, dir+quarantineSuffix, filepath.Join(quarantine, r.ID+".parquet")); err != nil {
		return fmt.Errorf("publish %s: %w", r.Path, err)
	}
	if r.State != Loaded {
		return r.write(l.refusedReceipt(r.Source, r.ID))
	}
	if err := r.write(filepath.Join(dir, receiptName)); err != nil { // last: the folder is durable with it
		return err
	}
	old := l.loaded[r.ID]
	raw := l.Lake.RawDir(r.Source)
	if err := moveIntoPlace(dir, filepath.Join(raw, folderOf(r.ID, old+1))); err != nil {
		return fmt.Errorf("publish %s: %w", r.Path, err)
	}
	l.loaded[r.ID] = old + 1
	if old > 0 {
		if err := os.RemoveAll(filepath.Join(raw, folderOf(r.ID, old))); err != nil {
			return fmt.Errorf("remove earlier revision of %s: %w", r.Path, err)
		}
	}
	if err := os.Remove(l.refusedReceipt(r.Source, r.ID)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove earlier refusal of %s: %w", r.Path, err)
	}
	return nil
}

// publishQuarantine moves the refused records into place, or removes those of an
// earlier try when none are left.
func (l *loader) publishQuarantine(r *Receipt, from, to string) error {
	if r.State == Unreadable || r.Quarantined == 0 {
		if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return data.SyncDir(filepath.Dir(to))
}
