package ingest

import (
	"fmt"
	"os"
	"path/filepath"

	"vigie/data"
)

// RawFiles lists the Parquet files of every source in the lake, each held against
// the hash in its receipt, and each receipt against its seal. Each list opens with
// a file without rows, written into dir, so that a source that delivered nothing
// still has its columns and their types.
func RawFiles(lake data.Lake, dir string) (map[string][]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("write contracts: %w", err)
	}
	receipts, err := lake.Receipts()
	if err != nil {
		return nil, err
	}
	for _, path := range receipts { // SQL reads them too
		if _, err := readReceipt(path); err != nil {
			return nil, err
		}
	}
	files := map[string][]string{}
	for _, s := range Sources() {
		name := s.Info().Name
		empty := filepath.Join(dir, name+".parquet")
		if err := s.writeEmpty(empty); err != nil {
			return nil, fmt.Errorf("write contract of %s: %w", name, err)
		}
		loaded, err := verified(lake, name)
		if err != nil {
			return nil, err
		}
		files[name] = append([]string{empty}, loaded...)
	}
	return files, nil
}

// writeEmpty writes the source's columns without a row.
func (s *source[T]) writeEmpty(path string) error {
	p, err := createParquet(path, s.layout)
	if err != nil {
		return err
	}
	return p.close()
}
