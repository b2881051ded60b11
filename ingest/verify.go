package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"vigie/data"
)

// ErrDamaged says that a raw file is not what was written: DuckDB checks no page of
// a Parquet file, so that one flipped bit would be a wrong number and no error.
var ErrDamaged = errors.New("damaged raw file")

// verified lists the raw files of a source, each of which was held against the hash
// in its receipt. A file that is gone shows in the conservation of records.
func verified(lake data.Lake, source string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(lake.RawDir(source), "*", "*.parquet"))
	if err != nil {
		return nil, fmt.Errorf("list raw files of %s: %w", source, err)
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var receipt *Receipt
	folder := ""
	for _, path := range files {
		if dir := filepath.Dir(path); dir != folder {
			if receipt, err = readReceipt(filepath.Join(dir, receiptName)); err != nil {
				_ = group.Wait()
				return nil, fmt.Errorf("read raw files of %s: %w", source, err)
			}
			folder = dir
		}
		of := receipt
		group.Go(func() error { return of.verify(path) })
	}
	return files, group.Wait()
}

// verify holds a file of rows against the receipt beside it.
func (r *Receipt) verify(path string) error {
	sum, _, err := data.HashFile(path)
	if err != nil {
		return fmt.Errorf("read raw file: %w", err)
	}
	if sum != r.Sums[strings.TrimSuffix(filepath.Base(path), ".parquet")] {
		return fmt.Errorf("%w %s: its bytes are not those that were written; remove %s and run again with %s in the inbox", ErrDamaged, path, filepath.Dir(path), r.Path)
	}
	return nil
}
