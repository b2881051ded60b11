package data

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// ofTheRun are the schemas of what depends on files and runs: no part of the
// content that two machines must agree on.
var ofTheRun = []string{"meta", "gone", "again"}

// Seal makes the files of a build folder durable and immutable, and completes
// the manifest: hashes, content, number and id. The folder holds the tables at
// the paths the manifest names, and nothing else that counts. What is a link to the
// parent's file is what the parent's manifest says: durable since, verified by who
// made the link, and if it rots meanwhile its hash must go on telling so.
func (l Lake) Seal(dir string, m Manifest) (Manifest, error) {
	parent := l.filesOf(m.Parent)
	var hashed errgroup.Group
	hashed.SetLimit(runtime.GOMAXPROCS(0))
	content := sha256.New()
	slices.SortFunc(m.Tables, func(a, b ManifestTable) int { return strings.Compare(a.Name, b.Name) })
	for ti := range m.Tables {
		t := &m.Tables[ti]
		if schema, _, _ := strings.Cut(t.Name, "."); !slices.Contains(ofTheRun, schema) {
			fmt.Fprintf(content, "%s\x00%s\x00", t.Name, t.Content)
		}
		for fi := range t.Files {
			f := &t.Files[fi]
			path := filepath.Join(dir, filepath.FromSlash(f.Path))
			if known, ok := parent[f.Path]; ok && isSameFile(path, filepath.Join(l.SnapshotDir(m.Parent), filepath.FromSlash(f.Path))) {
				f.SHA256, f.Bytes = known.SHA256, known.Bytes
				continue
			}
			if err := SyncFile(path); err != nil {
				return m, errors.Join(err, hashed.Wait())
			}
			if err := os.Chmod(path, 0o444); err != nil {
				return m, errors.Join(fmt.Errorf("seal %s: %w", f.Path, err), hashed.Wait())
			}
			hashed.Go(func() (err error) {
				f.SHA256, f.Bytes, err = HashFile(path)
				return err
			})
		}
	}
	if err := hashed.Wait(); err != nil {
		return m, err
	}
	m.Format = ManifestFormat
	m.Content = hex.EncodeToString(content.Sum(nil))
	number, err := l.nextNumber()
	if err != nil {
		return m, err
	}
	m.ID = fmt.Sprintf("%06d-%s", number, m.Content[:8])
	return m, nil
}

// filesOf are the files of a snapshot by their path; none of one that can't be read.
func (l Lake) filesOf(id string) map[string]ManifestFile {
	files := map[string]ManifestFile{}
	if id == "" {
		return files
	}
	m, err := l.Manifest(id)
	if err != nil {
		return files // without its parent a snapshot only takes more time and room
	}
	for _, t := range m.Tables {
		for _, f := range t.Files {
			files[f.Path] = f
		}
	}
	return files
}

// isSameFile says that two names are of one file, not only of equal ones.
func isSameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

func (l Lake) nextNumber() (int, error) {
	entries, err := os.ReadDir(filepath.Join(l.Root, "snapshots"))
	if err != nil {
		return 0, fmt.Errorf("number the snapshot: %w", err)
	}
	last := 0
	for _, e := range entries {
		digits, _, _ := strings.Cut(e.Name(), "-")
		if n, err := strconv.Atoi(digits); err == nil && n > last {
			last = n
		}
	}
	return last + 1, nil
}

// Publish turns a sealed and audited build folder into the snapshot that is
// served. Until the last rename readers see the snapshot before it, and after a
// crash at any point exactly the one or the other.
func (l Lake) Publish(dir string, m Manifest) error {
	if err := l.shareWithParent(dir, m); err != nil {
		return err
	}
	if err := writeManifest(filepath.Join(dir, manifestFile), m); err != nil {
		return err
	}
	if err := syncTree(dir); err != nil {
		return err
	}
	if err := os.Rename(dir, l.SnapshotDir(m.ID)); err != nil {
		return fmt.Errorf("publish %s: %w", m.ID, err)
	}
	if err := SyncDir(filepath.Join(l.Root, "snapshots")); err != nil {
		return err
	}
	return l.Serve(m.ID)
}

// Serve makes a snapshot of the lake the one that is served.
func (l Lake) Serve(id string) error {
	return WriteFileAtomic(filepath.Join(l.Root, "CURRENT"), []byte(id+"\n"), 0o644)
}

// shareWithParent replaces files that the snapshot before holds too, byte for
// byte, by links to them.
func (l Lake) shareWithParent(dir string, m Manifest) error {
	known := map[string]string{}
	for path, f := range l.filesOf(m.Parent) {
		known[f.SHA256] = path
	}
	for _, t := range m.Tables {
		for _, f := range t.Files {
			old, ok := known[f.SHA256]
			if !ok {
				continue
			}
			mine := filepath.Join(dir, filepath.FromSlash(f.Path))
			theirs := filepath.Join(l.SnapshotDir(m.Parent), filepath.FromSlash(old))
			if isSameFile(mine, theirs) {
				continue
			}
			if sum, _, err := HashFile(theirs); err != nil || sum != f.SHA256 {
				continue // damaged since: keep our own copy
			}
			link := mine + ".link"
			if err := os.Link(theirs, link); err != nil {
				continue // another file system: keep our own copy
			}
			if err := os.Rename(link, mine); err != nil {
				return fmt.Errorf("share %s: %w", f.Path, err)
			}
		}
	}
	return nil
}

// syncTree makes the names in a folder and below it durable.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return SyncDir(path)
	})
}

// Hold keeps a snapshot from being pruned until the returned function is called.
// Read its manifest while holding it: it may have been pruned just before.
func (l Lake) Hold(id string) (release func(), err error) {
	path := filepath.Join(l.SnapshotDir(id), manifestFile)
	for {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("hold snapshot %s: %w", id, err)
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH); err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("hold snapshot %s: %w", id, err)
		}
		held, errHeld := f.Stat()
		there, errThere := os.Stat(path)
		if err := errors.Join(errHeld, errThere); err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("hold snapshot %s: %w", id, err)
		}
		if os.SameFile(held, there) {
			return func() { _ = f.Close() }, nil
		}
		_ = f.Close() // pruned while we waited: hold what is left
	}
}
