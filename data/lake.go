package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Lake is a folder that holds everything Vigie keeps. It stores no absolute
// path, so a lake can be moved or restored elsewhere.
//
//	raw/<source>/<file id>/…      accepted records of one input file, Parquet, immutable
//	quarantine/<source>/<file id>.parquet   refused records of that file, and why
//	reference/<id>/…              official nomenclatures, Parquet
//	snapshots/<id>/<schema>/<table>/…       published tables and manifest.json
//	CURRENT                       the id of the snapshot that is served
//	ledger/runs.ndjson            one line for each run
//	staging/<run>/…               work in progress; removed by the next run
//	LOCK                          held by the refresh that is running
type Lake struct{ Root string }

// ErrNoLake says that a folder holds no lake.
var ErrNoLake = errors.New("no lake here")

// Create makes the lake's folders where they are missing.
func Create(root string) (Lake, error) {
	l := Lake{Root: root}
	for _, d := range []string{"raw", "quarantine", "reference", "snapshots", "ledger", "staging"} {
		if err := os.MkdirAll(filepath.Join(root, d), 0o755); err != nil {
			return Lake{}, fmt.Errorf("create lake %s: %w", root, err)
		}
	}
	return l, nil
}

// Open returns the lake at root, or an error wrapping ErrNoLake.
func Open(root string) (Lake, error) {
	st, err := os.Stat(filepath.Join(root, "snapshots"))
	if errors.Is(err, fs.ErrNotExist) || (err == nil && !st.IsDir()) {
		return Lake{}, fmt.Errorf("%w: %s (make one with `vigie refresh --inbox DIR --lake %s --as-of DATE`)", ErrNoLake, root, root)
	}
	if err != nil {
		return Lake{}, fmt.Errorf("open lake %s: %w", root, err)
	}
	return Lake{Root: root}, nil
}

// RawDir is the folder of a source's accepted records: one folder a file inside.
func (l Lake) RawDir(source string) string { return filepath.Join(l.Root, "raw", source) }

// QuarantineDir is the folder of a source's refused records: one Parquet a file.
func (l Lake) QuarantineDir(source string) string {
	return filepath.Join(l.Root, "quarantine", source)
}

// ReferenceDir is the folder of the imported nomenclatures.
func (l Lake) ReferenceDir() string { return filepath.Join(l.Root, "reference") }

// SnapshotDir is the folder of one published snapshot.
func (l Lake) SnapshotDir(id string) string { return filepath.Join(l.Root, "snapshots", id) }

// StagingDir is the folder in which a run prepares its files.
func (l Lake) StagingDir(run string) string { return filepath.Join(l.Root, "staging", run) }

// ClearStaging removes what runs that were cut left. The caller holds the lake's
// lock and has nothing in staging yet.
func (l Lake) ClearStaging() error {
	dir := filepath.Join(l.Root, "staging")
	left, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("clear staging: %w", err)
	}
	for _, e := range left {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("clear staging: %w", err)
		}
	}
	return nil
}

// LedgerFile is the run ledger: one JSON object a line.
func (l Lake) LedgerFile() string { return filepath.Join(l.Root, "ledger", "runs.ndjson") }

// ReceiptColumns are the columns of the receipts that SQL reads, as a DuckDB struct.
const ReceiptColumns = "{id: 'varchar', source: 'varchar', path: 'varchar', state: 'varchar', format: 'varchar', bytes: 'bigint', " +
	"\"read\": 'bigint', loaded: 'bigint', quarantined: 'bigint', error: 'varchar'}"

// Receipts lists the files that say what became of each input file.
func (l Lake) Receipts() ([]string, error) {
	var receipts []string
	for _, dir := range []string{"raw", "quarantine"} {
		err := filepath.WalkDir(filepath.Join(l.Root, dir), func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(path) == ".json" {
				receipts = append(receipts, path)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list receipts: %w", err)
		}
	}
	return receipts, nil
}
