package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// output writes the files of a plan under names of work in progress.
type output struct {
	dir   string
	names []string
	files []*os.File
	rows  [len(sourceNames)]int64
	bytes int64
}

// working ends the name of a file that is not whole.
const working = ".part"

// ErrOther says that a folder holds files that this run would not replace, so
// that two samples would be mixed.
var ErrOther = errors.New("the folder holds other files")

func newOutput(dir string, p *plan) (*output, error) {
	out := &output{dir: dir, names: p.files, files: make([]*os.File, len(p.files))}
	for s, name := range sourceNames {
		if !p.wanted[s] {
			continue
		}
		folder := filepath.Join(dir, name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return nil, fmt.Errorf("make sample folder: %w", err)
		}
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) == working {
				return err
			}
			relative, err := filepath.Rel(dir, path)
			if err == nil && !slices.Contains(p.files, filepath.ToSlash(relative)) {
				err = fmt.Errorf("%w: %s: empty the folder or choose another", ErrOther, path)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("check sample folder: %w", err)
		}
	}
	return out, nil
}

func (o *output) path(file int) string {
	return filepath.Join(o.dir, filepath.FromSlash(o.names[file]))
}

func (o *output) write(c chunk) error {
	for _, p := range c.pieces {
		f := o.files[p.file]
		if f == nil {
			var err error
			if f, err = os.Create(o.path(p.file) + working); err != nil {
				return fmt.Errorf("write sample: %w", err)
			}
			o.files[p.file] = f
		}
		n, err := f.Write(p.bytes)
		if err != nil {
			return fmt.Errorf("write sample: %w", err)
		}
		o.bytes += int64(n)
	}
	for s, n := range c.rows {
		o.rows[s] += n
	}
	return nil
}

// finish gives each file its name.
func (o *output) finish() (Report, error) {
	report := Report{Rows: map[string]int64{}, Bytes: o.bytes}
	for i, f := range o.files {
		if f == nil {
			continue
		}
		if err := f.Close(); err != nil {
			return Report{}, fmt.Errorf("close sample file: %w", err)
		}
		if err := os.Rename(f.Name(), o.path(i)); err != nil {
			return Report{}, fmt.Errorf("name sample file: %w", err)
		}
	}
	for s, n := range o.rows {
		if n > 0 {
			report.Rows[sourceNames[s]] = n
		}
	}
	return report, nil
}

// discard removes what was not finished.
func (o *output) discard() error {
	var failed error
	for _, f := range o.files {
		if f != nil {
			failed = errors.Join(failed, f.Close(), os.Remove(f.Name()))
		}
	}
	return failed
}
