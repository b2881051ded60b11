package ingest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vigie/data"
)

// inboxFile is one file that was delivered.
type inboxFile struct {
	path   string // relative to the inbox
	full   string
	format string
	pack   string
	size   int64
	mtime  int64
}

// listInbox gives the files of a source in the order of their paths, and the
// paths of those that are no input.
func listInbox(inbox, source string) (files []inboxFile, ignored []string, err error) {
	root := filepath.Join(inbox, source)
	err = filepath.WalkDir(root, func(full string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && full == root {
			return fs.SkipAll
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		st, err := os.Stat(full) // a link counts as what it leads to
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(inbox, full)
		if err != nil {
			return err
		}
		format, pack, ok := formatOf(full)
		if !ok || !st.Mode().IsRegular() {
			ignored = append(ignored, rel)
			return nil
		}
		files = append(files, inboxFile{path: rel, full: full, format: format, pack: pack, size: st.Size(), mtime: st.ModTime().UnixNano()})
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list inbox %s: %w", root, err)
	}
	slices.SortFunc(files, func(a, b inboxFile) int { return strings.Compare(a.path, b.path) })
	return files, ignored, nil
}

// unchanged says whether the file is still the one that was listed.
func (f *inboxFile) unchanged() bool {
	st, err := os.Stat(f.full)
	return err == nil && st.Size() == f.size && st.ModTime().UnixNano() == f.mtime
}

// hashCache remembers the content hash of inbox files by path, size and time of
// change, so that a night does not read again all that was ever delivered. Losing
// it costs time only.
type hashCache struct {
	path string
	old  map[string]cachedHash
	seen map[string]cachedHash
}

type cachedHash struct {
	Size   int64  `json:"size"`
	MTime  int64  `json:"mtime"`
	SHA256 string `json:"sha256"`
}

func openHashCache(lake data.Lake) *hashCache {
	c := &hashCache{path: filepath.Join(lake.Root, "ledger", "inbox-hashes.json"), seen: map[string]cachedHash{}}
	if text, err := os.ReadFile(c.path); err == nil {
		if json.Unmarshal(text, &c.old) != nil {
			c.old = nil // a damaged cache is an empty one
		}
	}
	return c
}

// cached is the hash of a file that has not changed since an earlier run.
func (c *hashCache) cached(f *inboxFile) (sum string, ok bool) {
	h, ok := c.old[f.path]
	if !ok || h.Size != f.size || h.MTime != f.mtime || len(h.SHA256) != 64 {
		return "", false
	}
	c.seen[f.path] = h
	return h.SHA256, true
}

func (c *hashCache) hash(f *inboxFile) (string, error) {
	if sum, ok := c.cached(f); ok {
		return sum, nil
	}
	sum, _, err := data.HashFile(f.full)
	if err != nil {
		return "", fmt.Errorf("hash %s: %w", f.path, err)
	}
	c.seen[f.path] = cachedHash{f.size, f.mtime, sum}
	return sum, nil
}

// save writes the cache; the files of sources that were not looked at stay in it.
func (c *hashCache) save(sources []Source) error {
	keep := map[string]cachedHash{}
	for path, h := range c.old {
		source, _, _ := strings.Cut(filepath.ToSlash(path), "/")
		if !slices.ContainsFunc(sources, func(s Source) bool { return s.Info().Name == source }) {
			keep[path] = h
		}
	}
	for path, h := range c.seen {
		keep[path] = h
	}
	text, err := json.MarshalIndent(keep, "", " ")
	if err != nil {
		return fmt.Errorf("save hashes: %w", err)
	}
	return data.WriteFileAtomic(c.path, text, 0o644)
}

// idLength is how much of a content hash names a file in the lake.
const idLength = 16

// receiptName is the receipt of a loaded file, in the folder of its rows.
const receiptName = "receipt.json"

// rawFolders gives the last revision of every loaded file of a source, by id. An
// earlier revision beside it was left by a replay that was cut between its new
// folder and the removal of the old one: it is removed now.
func rawFolders(lake data.Lake, source string) (map[string]int, error) {
	entries, err := os.ReadDir(lake.RawDir(source))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list loaded files: %w", err)
	}
	last := map[string]int{}
	for _, e := range entries {
		n := revisionOf(e.Name())
		if n == 0 {
			continue
		}
		id := e.Name()[:idLength]
		if old := last[id]; old > 0 {
			if err := os.RemoveAll(filepath.Join(lake.RawDir(source), folderOf(id, min(n, old)))); err != nil {
				return nil, fmt.Errorf("remove earlier revision: %w", err)
			}
		}
		last[id] = max(n, last[id])
	}
	return last, nil
}

// folderOf names the folder of a file's rows: <id>, then <id>-2, <id>-3 …
func folderOf(id string, revision int) string {
	if revision == 1 {
		return id
	}
	return id + "-" + strconv.Itoa(revision)
}

// revisionOf reads the revision in a folder's name, 0 when it is another folder.
func revisionOf(name string) int {
	if len(name) < idLength || strings.Trim(name[:idLength], "0123456789abcdef") != "" {
		return 0
	}
	if len(name) == idLength {
		return 1
	}
	n, err := strconv.Atoi(strings.TrimPrefix(name[idLength:], "-"))
	if err != nil || n < 2 || folderOf(name[:idLength], n) != name {
		return 0
	}
	return n
}

// Receipts reads what became of every file that the lake knows, by source, then path.
func Receipts(lake data.Lake) ([]Receipt, error) {
	paths, err := lake.Receipts()
	if err != nil {
		return nil, err
	}
	all := make([]Receipt, len(paths))
	for i, path := range paths {
		r, err := readReceipt(path)
		if err != nil {
			return nil, err
		}
		all[i] = *r
	}
	slices.SortFunc(all, func(a, b Receipt) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Path, b.Path), strings.Compare(a.ID, b.ID))
	})
	return all, nil
}

func readReceipt(path string) (*Receipt, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := &Receipt{}
	doomed := path
	if filepath.Base(path) == receiptName {
		doomed = filepath.Dir(path) // with the rows it lies beside
	}
	err = data.Unseal(text, r)
	if err == nil && !strings.HasPrefix(filepath.Base(doomed), r.ID) {
		err = fmt.Errorf("it is that of %s", r.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("receipt %s: %w; remove %s and run again with its file in the inbox", path, err, doomed)
	}
	return r, nil
}

func (r *Receipt) write(path string) error {
	text, err := data.Sealed(r)
	if err != nil {
		return fmt.Errorf("write receipt: %w", err)
	}
	return data.WriteFileAtomic(path, text, 0o644)
}
