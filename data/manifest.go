package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ManifestFormat is the version of the manifest's own layout.
const ManifestFormat = 1

// Manifest says what a snapshot holds: which files, with which bytes, and which
// rows. A snapshot whose bytes differ from its manifest is never served.
type Manifest struct {
	Format      int             `json:"format"`
	ID          string          `json:"id"`           // number and content: 000012-3fa9c1d2
	AsOf        string          `json:"as_of"`        // ISO date
	Content     string          `json:"content"`      // SHA-256 over the logical hashes of the tables, those that depend on files and runs apart
	PublishedAt string          `json:"published_at"` // RFC 3339, UTC
	Parent      string          `json:"parent"`       // the snapshot that was served before, "" for the first
	Code        string          `json:"code"`         // version of the program
	Reference   string          `json:"reference"`    // id of the nomenclatures used
	Tables      []ManifestTable `json:"tables"`
	Sources     []SourceCount   `json:"sources"`
	Definitions string          `json:"definitions"`         // hash of the SQL and rules that facts were conformed with
	Folded      Folders         `json:"folded"`              // raw folders whose records the tables of facts hold
	Audits      int             `json:"audits"`              // audits that passed
	PrunedAt    string          `json:"pruned_at,omitempty"` // RFC 3339, UTC: since then only its indicators are there; the other tables name no file
}

// EmbeddedReference starts the id of the built-in nomenclatures: they know some codes
// only, so an unknown code proves nothing against it.
const EmbeddedReference = "embedded-"

// manifestFile is the name of the manifest in its snapshot's folder.
const manifestFile = "manifest.json"

// IsPruned says whether only the indicators of the snapshot are left.
func (m Manifest) IsPruned() bool { return m.PrunedAt != "" }

// Folders names folders of the raw lake, by source.
type Folders map[string][]string

// ManifestTable is one table of a snapshot: a published one, or one of the night's own.
type ManifestTable struct {
	Name    string         `json:"name"` // schema.name
	Rows    int64          `json:"rows"`
	Content string         `json:"content"` // logical hash of its rows
	Files   []ManifestFile `json:"files"`
}

// ManifestFile is one file of a table, its path below the snapshot's folder.
type ManifestFile struct {
	Path    string `json:"path"`
	SHA256  string `json:"sha256"`
	Bytes   int64  `json:"bytes"`
	Rows    int64  `json:"rows"`
	Content string `json:"content"` // what its rows add to the table's content
}

// SourceCount counts what became of a source's records, over every file in the
// lake: read = loaded + duplicate + superseded + quarantined, to the unit.
type SourceCount struct {
	Source      string `json:"source"`
	Read        int64  `json:"read"`
	Loaded      int64  `json:"loaded"`
	Duplicate   int64  `json:"duplicate"`
	Superseded  int64  `json:"superseded"`
	Quarantined int64  `json:"quarantined"`
}

// Balanced says whether no record was lost or made up.
func (c SourceCount) Balanced() bool {
	return c.Read == c.Loaded+c.Duplicate+c.Superseded+c.Quarantined
}

// Table finds a table by name.
func (m Manifest) Table(name string) (ManifestTable, bool) {
	i := slices.IndexFunc(m.Tables, func(t ManifestTable) bool { return t.Name == name })
	if i < 0 {
		return ManifestTable{}, false
	}
	return m.Tables[i], true
}

// Bytes is the size of all files of the snapshot.
func (m Manifest) Bytes() int64 {
	var sum int64
	for _, t := range m.Tables {
		for _, f := range t.Files {
			sum += f.Bytes
		}
	}
	return sum
}

// ErrNoSnapshot says that the lake has published nothing yet.
var ErrNoSnapshot = errors.New("no snapshot published yet")

// Current returns the id of the snapshot that is served.
func (l Lake) Current() (string, error) {
	text, err := os.ReadFile(filepath.Join(l.Root, "CURRENT"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w in %s: run `vigie refresh` first", ErrNoSnapshot, l.Root)
	}
	if err != nil {
		return "", fmt.Errorf("read CURRENT: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// Manifest reads the manifest of a snapshot.
func (l Lake) Manifest(id string) (Manifest, error) {
	var m Manifest
	if id == "" || strings.ContainsAny(id, `/\`) || strings.HasPrefix(id, ".") {
		return m, fmt.Errorf("snapshot %q: not an id (list them with `vigie snapshots list`)", id)
	}
	text, err := os.ReadFile(filepath.Join(l.SnapshotDir(id), manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("snapshot %q: unknown (list them with `vigie snapshots list`)", id)
	}
	if err != nil {
		return m, fmt.Errorf("read manifest of %s: %w", id, err)
	}
	if err := Unseal(text, &m); err != nil {
		return m, fmt.Errorf("%w %s: manifest: %w; %s", ErrDamaged, id, err, remedy)
	}
	if m.ID != id {
		return m, fmt.Errorf("%w %s: its manifest is that of %s; %s", ErrDamaged, id, m.ID, remedy)
	}
	if m.Format != ManifestFormat {
		return m, fmt.Errorf("manifest of %s: format %d, this program reads %d", id, m.Format, ManifestFormat)
	}
	return m, nil
}

// Snapshots lists the manifests of the lake, the newest first. One whose manifest is
// damaged can't be gone back to and is passed over: Verify names it.
func (l Lake) Snapshots() ([]Manifest, error) {
	entries, err := os.ReadDir(filepath.Join(l.Root, "snapshots"))
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	var all []Manifest
	for _, e := range slices.Backward(entries) {
		if !e.IsDir() {
			continue
		}
		if _, err := os.Stat(filepath.Join(l.SnapshotDir(e.Name()), manifestFile)); errors.Is(err, fs.ErrNotExist) {
			continue // never published: what a removal by hand left
		}
		m, err := l.Manifest(e.Name())
		if errors.Is(err, ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// ErrDamaged says that a file of a snapshot is not what its manifest says.
var ErrDamaged = errors.New("damaged snapshot")

// remedy is what to do about a damaged snapshot.
const remedy = "go back with `vigie snapshots rollback`, or make it again with `vigie refresh`"

// Verify reads every file of a snapshot and compares it with the manifest.
func (l Lake) Verify(id string) (Manifest, error) {
	m, err := l.Manifest(id)
	if err != nil {
		return m, err
	}
	return m, l.verify(id, m.Tables)
}

// VerifyTables is Verify for some tables of a snapshot; names it does not hold
// are passed over.
func (l Lake) VerifyTables(m Manifest, names []string) error {
	var tables []ManifestTable
	for _, name := range names {
		if t, ok := m.Table(name); ok {
			tables = append(tables, t)
		}
	}
	return l.verify(m.ID, tables)
}

// verify reads the files of tables, as many at once as there are processors.
func (l Lake) verify(id string, tables []ManifestTable) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, t := range tables {
		for _, f := range t.Files {
			group.Go(func() error { return l.verifyFile(id, t.Name, f) })
		}
	}
	return group.Wait()
}

func (l Lake) verifyFile(id, table string, f ManifestFile) error {
	sum, size, err := HashFile(filepath.Join(l.SnapshotDir(id), filepath.FromSlash(f.Path)))
	if err != nil {
		return fmt.Errorf("%w %s: table %s: %w; %s", ErrDamaged, id, table, err, remedy)
	}
	if sum != f.SHA256 || size != f.Bytes {
		return fmt.Errorf("%w %s: table %s: file %s is not what was published; %s", ErrDamaged, id, table, f.Path, remedy)
	}
	return nil
}
