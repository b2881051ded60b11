package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Outlives says whether a table outlives its snapshot: what was published as an
// indicator can always be had again, which takes its units, definitions and targets, what was hidden and what was reported.
// Their records, one by one, go with the snapshot.
func Outlives(table string) bool {
	schema, _, _ := strings.Cut(table, ".")
	switch table {
	case "ref.indicator", "ref.target", "meta.hidden", "meta.former_place", "meta.survey_frozen":
		return true
	case "unit.offer":
		return false
	}
	return schema == "performance" || schema == "unit"
}

// Retention says which snapshots stay whole.
type Retention struct {
	Keep  int           // the newest ones
	Grace time.Duration // and those that were served until less than this ago
}

// Prune strips the snapshots beyond the retention of their tables, but for the
// indicators of each, which stay with its manifest. It spares the one that is
// served and those that a reader holds, and returns the ids it stripped.
//
// The manifest is replaced first: after a crash it names only files that are
// there, and the next Prune removes those that it no longer names.
func (l Lake) Prune(keep Retention, now time.Time) ([]string, error) {
	current, err := l.Current()
	if err != nil {
		return nil, err
	}
	all, err := l.Snapshots()
	if err != nil {
		return nil, err
	}
	var stripped []string
	whole := 0
	for i, m := range all {
		if m.IsPruned() {
			if err := l.sweep(m); err != nil {
				return stripped, err
			}
			continue
		}
		whole++
		if whole <= keep.Keep || m.ID == current || now.Sub(servedUntil(all, i, now)) < keep.Grace {
			continue
		}
		done, err := l.strip(m, now)
		if err != nil {
			return stripped, err
		}
		if done {
			stripped = append(stripped, m.ID)
		}
	}
	return stripped, nil
}

// servedUntil is when the snapshot at i, of those listed newest first, was last
// replaced: by the one after it, or by one made while it was served again. It is
// now when that can't be told, so that nothing is removed on a guess.
func servedUntil(all []Manifest, i int, now time.Time) time.Time {
	var until time.Time
	for j := range i {
		if j != i-1 && all[j].Parent != all[i].ID {
			continue
		}
		at, err := time.Parse(time.RFC3339, all[j].PublishedAt)
		if err != nil {
			return now
		}
		if at.After(until) {
			until = at
		}
	}
	return until
}

// strip leaves of a snapshot its manifest and its indicators, unless a reader
// holds it: none can take hold of it meanwhile.
func (l Lake) strip(m Manifest, now time.Time) (bool, error) {
	path := filepath.Join(l.SnapshotDir(m.ID), manifestFile)
	f, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("prune %s: %w", m.ID, err)
	}
	defer f.Close()
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("prune %s: %w", m.ID, err)
	}
	m.PrunedAt = now.UTC().Format(time.RFC3339)
	m.Tables = slices.Clone(m.Tables)
	for i := range m.Tables {
		if t := &m.Tables[i]; !Outlives(t.Name) {
			t.Files = []ManifestFile{}
		}
	}
	if err := writeManifest(path, m); err != nil {
		return false, err
	}
	return true, l.sweep(m)
}

// sweep removes what a snapshot's manifest does not name.
func (l Lake) sweep(m Manifest) error {
	dir := l.SnapshotDir(m.ID)
	named := map[string]bool{manifestFile: true}
	for _, t := range m.Tables {
		for _, f := range t.Files {
			named[f.Path] = true
		}
	}
	var folders []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
			folders = append(folders, path)
		case !named[filepath.ToSlash(rel)]:
			return os.Remove(path)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("prune %s: %w", m.ID, err)
	}
	for _, folder := range slices.Backward(folders) { // inner ones first
		_ = os.Remove(folder) // stays while it holds something
	}
	return nil
}

func writeManifest(path string, m Manifest) error {
	text, err := Sealed(m)
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return WriteFileAtomic(path, text, 0o444)
}
