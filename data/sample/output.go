package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// ErrOther says that a folder holds files that are not of the sample to be made:
// those of another sample, or real ones, which would be mixed with it.
var ErrOther = errors.New("the folder holds other files")

// newOutput makes the folders of a plan's files. It changes nothing where a folder
// of the inbox holds anything else than this sample.
func newOutput(dir string, p *plan) (*output, error) {
	for _, name := range sourceNames {
		if err := checkFolder(dir, name, p.own); err != nil {
			return nil, err
		}
	}
	for s, name := range sourceNames {
		if !p.wanted[s] {
			continue
		}
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return nil, fmt.Errorf("make sample folder: %w", err)
		}
	}
	return &output{dir: dir, names: p.files, files: make([]*os.File, len(p.files))}, nil
}

// checkFolder looks for files that are not of the sample. Hidden ones are no input.
func checkFolder(dir, source string, own []string) error {
	err := filepath.WalkDir(filepath.Join(dir, source), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err == nil && !slices.Contains(own, strings.TrimSuffix(filepath.ToSlash(relative), working)) {
			err = fmt.Errorf("%w: %s: empty the folder or choose another", ErrOther, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("check sample folder: %w", err)
	}
	return nil
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
