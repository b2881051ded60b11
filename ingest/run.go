package ingest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"vigie/data"
	"vigie/data/reference"
)

// Options of a run.
type Options struct {
	Inbox         string // folder with a folder for each source
	Lake          data.Lake
	Reference     *reference.Set // nil or built-in: only the pattern of ROME codes is checked
	Key           []byte         // of the pseudonyms; needed when a source about persons has files
	Threads       int            // 0: as many as processors
	Sources       []string       // empty: all
	Replay        bool           // try again what is in quarantine
	AcceptRefused []string       // files (path, name or id) without which the operator goes on
	DryRun        bool           // read and check, change nothing
	Progress      data.Progress  // nil: none
}

// Report is what a run did.
type Report struct {
	Files   []Receipt // in the order they were taken
	Totals  []Total   // by source
	Ignored []string  // paths in the inbox that are no input
}

// Total sums the files of one source.
type Total struct {
	Source      string
	Files       int // in the inbox
	New         int // read by this run
	Read        int64
	Loaded      int64
	Quarantined int64
	Refused     int // files, the unreadable ones included
}

// Blocking are the files without which the night must not be published.
func (r *Report) Blocking() []Receipt {
	var blocking []Receipt
	for i := range r.Files {
		if r.Files[i].Blocks() {
			blocking = append(blocking, r.Files[i])
		}
	}
	return blocking
}

var (
	// ErrNoInbox says that the inbox is not there.
	ErrNoInbox = errors.New("no inbox here")
	// ErrUnknownSource says that a source was asked for that does not exist.
	ErrUnknownSource = errors.New("unknown source")
	// ErrNoKey says that persons cannot be read without a key.
	ErrNoKey = errors.New("a pseudonym key of at least 16 bytes is needed: set VIGIE_PSEUDONYM_KEY or name a key file, outside the lake")
	// ErrOtherKey says that the key is not the one the lake was made with.
	ErrOtherKey = errors.New("the pseudonym key is not the one this lake was made with: give that one back, or start a new lake")
)

// minKey is the shortest pseudonym key, in bytes.
const minKey = 16

// Sources are the known sources, those that others refer to first.
func Sources() []Source {
	return []Source{agences, offres, demandeurs, candidatures, services, enquetes, etablissements, contacts, espaces, evenements, bmo, defm}
}

// Run brings every new file of the inbox into the lake. A file that breaks its
// contract is no error: see Report.Blocking. One run at a time may work on a lake;
// the caller holds its lock.
func Run(ctx context.Context, o Options) (Report, error) {
	var report Report
	sources, err := o.sources()
	if err != nil {
		return report, err
	}
	if st, err := os.Stat(o.Inbox); err != nil || !st.IsDir() {
		return report, fmt.Errorf("%w: %s (make it with a folder for each source, as %s)", ErrNoInbox, o.Inbox, filepath.Join(o.Inbox, "offres"))
	}
	if err := o.needsKey(sources); err != nil {
		return report, err
	}
	if o.Progress == nil {
		o.Progress = data.NoProgress{}
	}
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	l := &loader{Options: o, staging: o.Lake.StagingDir("ingest"), hashes: openHashCache(o.Lake), agencies: map[string]bool{}}
	if o.DryRun {
		l.staging = o.Lake.StagingDir("dry-run")
	}
	if err := os.RemoveAll(l.staging); err != nil { // of a run that was cut
		return report, fmt.Errorf("clear staging: %w", err)
	}
	defer os.RemoveAll(l.staging)
	if report.Ignored, err = strangers(o.Inbox); err != nil {
		return report, err
	}
	if o.Reference != nil && o.Reference.Imported() {
		l.known.rome = o.Reference.KnownRome
	}
	for _, s := range sources {
		if s.Info().Name != agences.info.Name && l.known.agencies == nil {
			if l.known.agencies, err = knownAgencies(o.Lake, o.Reference); err != nil {
				return report, err
			}
			maps.Copy(l.known.agencies, l.agencies)
		}
		if err := l.source(ctx, s, &report); err != nil {
			return report, err
		}
	}
	if o.DryRun {
		return report, nil
	}
	return report, l.hashes.save(sources)
}

// needsKey fails before anything is read when persons were delivered and there is
// no key to give them pseudonyms.
func (o *Options) needsKey(sources []Source) error {
	if len(o.Key) >= minKey {
		return nil
	}
	for _, s := range sources {
		if !s.Info().Persons {
			continue
		}
		files, _, err := listInbox(o.Inbox, s.Info().Name)
		if err != nil {
			return err
		}
		if len(files) > 0 {
			return fmt.Errorf("read %s: %w", files[0].path, ErrNoKey)
		}
	}
	return nil
}

// sources are those asked for, in the order of Sources.
func (o *Options) sources() ([]Source, error) {
	all := Sources()
	if len(o.Sources) == 0 {
		return all, nil
	}
	var names []string
	for _, s := range all {
		names = append(names, s.Info().Name)
	}
	for _, name := range o.Sources {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("%w: %s (known: %s)", ErrUnknownSource, name, strings.Join(names, ", "))
		}
	}
	return slices.DeleteFunc(all, func(s Source) bool { return !slices.Contains(o.Sources, s.Info().Name) }), nil
}

// strangers are the names at the top of the inbox that belong to no source.
func strangers(inbox string) ([]string, error) {
	entries, err := os.ReadDir(inbox)
	if err != nil {
		return nil, fmt.Errorf("list inbox: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !slices.ContainsFunc(Sources(), func(s Source) bool { return s.Info().Name == e.Name() }) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// source loads the files of one source.
func (l *loader) source(ctx context.Context, s Source, report *Report) error {
	info := s.Info()
	files, ignored, err := listInbox(l.Inbox, info.Name)
	if err != nil {
		return err
	}
	report.Ignored = append(report.Ignored, ignored...)
	l.tried = map[string]*Receipt{}
	if l.loaded, err = rawFolders(l.Lake, info.Name); err != nil {
		return err
	}
	if info.Persons && len(files) > 0 && len(l.Key) > 0 {
		if err := l.checkKey(); err != nil {
			return err
		}
	}
	total := Total{Source: info.Name, Files: len(files)}
	for i := range files {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("ingest stopped: %w", err)
		}
		r, err := l.load(ctx, s, &files[i])
		if err != nil {
			return err
		}
		report.Files = append(report.Files, *r)
		total.add(r)
	}
	report.Totals = append(report.Totals, total)
	return nil
}

func (t *Total) add(r *Receipt) {
	if !r.Known {
		t.New++
		t.Read += r.Read
		t.Quarantined += r.Quarantined
		if r.State == Loaded {
			t.Loaded += r.Loaded
		}
	}
	if r.State != Loaded {
		t.Refused++
	}
}

// checkKey holds the key against the one that the lake was made with, of which it
// keeps a short hash: with another key, no new record of a person would ever join
// an old one, and nobody would notice.
func (l *loader) checkKey() error {
	path := filepath.Join(l.Lake.Root, "ledger", "pseudonym-key.check")
	mac := hmac.New(sha256.New, l.Key)
	mac.Write([]byte("vigie pseudonym key"))
	want := hex.EncodeToString(mac.Sum(nil)[:8]) + "\n"
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if l.DryRun || len(l.Key) < minKey {
			return nil
		}
		return data.WriteFileAtomic(path, []byte(want), 0o644)
	case err != nil:
		return fmt.Errorf("read key check: %w", err)
	case string(text) != want:
		return fmt.Errorf("%w (%s)", ErrOtherKey, path)
	}
	return nil
}

// knownAgencies are those of the imported reference and every agency ever loaded.
func knownAgencies(lake data.Lake, set *reference.Set) (map[string]bool, error) {
	codes := map[string]bool{}
	if set != nil && set.Imported() {
		for i := range set.Agencies {
			codes[set.Agencies[i].Code] = true
		}
	}
	raw, err := receivedFolders(lake)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, folder := range raw[agences.info.Name] {
		if err := folder.Verify(); err != nil {
			return nil, err
		}
		files = append(files, folder.Files...)
	}
	return codes, addAgencies(codes, files)
}

// addAgencies adds the codes of raw files.
func addAgencies(codes map[string]bool, files []string) error {
	for _, path := range files {
		rows, err := parquet.ReadFile[struct {
			Code string `parquet:"code"`
		}](path)
		if err != nil {
			return fmt.Errorf("read agencies %s: %w", path, err)
		}
		for i := range rows {
			codes[rows[i].Code] = true
		}
	}
	return nil
}
