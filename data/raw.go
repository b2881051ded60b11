package data

import (
	"errors"
	"fmt"
	"path/filepath"
)

// RawSource is what a lake holds of a source's accepted records.
type RawSource struct {
	Contract string      // a Parquet file with the source's columns and no row
	Folders  []RawFolder // one for each file that was received
}

// RawFolder is what was accepted of one file: immutable once it has its name.
type RawFolder struct {
	Name  string
	From  string            // the file it came from, below the inbox
	Files []string          // Parquet, full paths
	Sums  map[string]string // SHA-256 by file name, as written
}

// ErrRawDamaged says that a raw file is not what was written: DuckDB checks no
// page of a Parquet file, so that one flipped bit would be a wrong number and no error.
var ErrRawDamaged = errors.New("damaged raw file")

// IsWhole says whether every file that was written is still there.
func (f RawFolder) IsWhole() bool { return len(f.Files) == len(f.Sums) }

// Verify holds the folder's files against their hashes. A file that is gone
// shows in the conservation of records.
func (f RawFolder) Verify() error {
	for _, path := range f.Files {
		sum, _, err := HashFile(path)
		if err != nil {
			return fmt.Errorf("read raw file: %w", err)
		}
		if sum != f.Sums[filepath.Base(path)] {
			return fmt.Errorf("%w %s: its bytes are not those that were written; remove %s and run again with %s in the inbox", ErrRawDamaged, path, filepath.Dir(path), f.From)
		}
	}
	return nil
}
