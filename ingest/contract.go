package ingest

import (
	"fmt"
	"os"
	"path/filepath"

	"vigie/data"
)

// RawFiles lists what the lake holds of every source, each receipt held against
// its seal; who reads a folder verifies it first. The contracts, files without rows,
// are written into dir, so that a source that delivered nothing still has its columns
// and their types.
func RawFiles(lake data.Lake, dir string) (map[string]data.RawSource, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("write contracts: %w", err)
	}
	folders, err := receivedFolders(lake)
	if err != nil {
		return nil, err
	}
	raw := map[string]data.RawSource{}
	for _, s := range Sources() {
		name := s.Info().Name
		empty := filepath.Join(dir, name+".parquet")
		if err := s.writeEmpty(empty); err != nil {
			return nil, fmt.Errorf("write contract of %s: %w", name, err)
		}
		raw[name] = data.RawSource{Contract: empty, Folders: folders[name]}
	}
	return raw, nil
}

// receivedFolders are the raw folders of the lake, by source.
func receivedFolders(lake data.Lake) (map[string][]data.RawFolder, error) {
	receipts, err := lake.Receipts()
	if err != nil {
		return nil, err
	}
	folders := map[string][]data.RawFolder{}
	for _, path := range receipts { // SQL reads those of refused files too
		r, err := readReceipt(path)
		if err != nil {
			return nil, err
		}
		if filepath.Base(path) == receiptName {
			folder, err := r.folder(filepath.Dir(path))
			if err != nil {
				return nil, err
			}
			folders[r.Source] = append(folders[r.Source], folder)
		}
	}
	return folders, nil
}

// folder is the raw folder that the receipt lies in.
func (r *Receipt) folder(dir string) (data.RawFolder, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return data.RawFolder{}, fmt.Errorf("list raw files: %w", err)
	}
	f := data.RawFolder{Name: filepath.Base(dir), From: r.Path, Files: files, Sums: map[string]string{}}
	for month, sum := range r.Sums {
		f.Sums[month+".parquet"] = sum
	}
	return f, nil
}

// writeEmpty writes the source's columns without a row.
func (s *source[T]) writeEmpty(path string) error {
	p, err := createParquet(path, s.layout)
	if err != nil {
		return err
	}
	return p.close("")
}
