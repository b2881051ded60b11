package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// output writes the files of a plan under names of work in progress.
type output struct {
	dir   string
	plan  *plan
	pack  *packer
	files []*os.File
	rows  [len(sourceNames)]int64
	bytes int64
}

// headers are the first lines of the sources written as CSV.
var headers = [len(sourceNames)]string{surveys: surveyHeader, agencies: agencyHeader, needs: needHeader, stocks: stockHeader}

// working ends the name of a file that is not whole.
const working = ".part"

// ErrOther says that a folder holds files that are not of the sample to be made:
// those of another sample, or real ones, which would be mixed with it.
var ErrOther = errors.New("the folder holds other files")

// newOutput makes the folders of a plan's files. It changes nothing where a folder
// of the inbox holds anything else than this sample.
func newOutput(dir string, p *plan) (*output, error) {
	for _, name := range sourceNames {
		if err := checkFolder(dir, name, p); err != nil {
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
	pack, err := newPacker()
	if err != nil {
		return nil, err
	}
	return &output{dir: dir, plan: p, pack: pack, files: make([]*os.File, len(p.files))}, nil
}

// checkFolder looks for files that are not of the sample. Hidden ones are no input.
func checkFolder(dir, source string, p *plan) error {
	err := filepath.WalkDir(filepath.Join(dir, source), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err == nil && !p.owns(filepath.ToSlash(relative)) {
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
	return filepath.Join(o.dir, filepath.FromSlash(o.plan.files[file].name))
}

func (o *output) write(c chunk) error {
	for _, p := range c.pieces {
		if o.files[p.file] == nil {
			if err := o.open(p.file); err != nil {
				return err
			}
		}
		if err := o.append(p.file, p.bytes); err != nil {
			return err
		}
	}
	for s, n := range c.rows {
		o.rows[s] += n
	}
	return nil
}

// open makes a file, with its header when it has one.
func (o *output) open(file int) (err error) {
	if o.files[file], err = os.Create(o.path(file) + working); err != nil {
		return fmt.Errorf("write sample: %w", err)
	}
	f := o.plan.files[file]
	header, err := o.pack.pack(f.name, []byte(headers[f.source]))
	if err != nil || headers[f.source] == "" {
		return err
	}
	return o.append(file, header)
}

func (o *output) append(file int, bytes []byte) error {
	n, err := o.files[file].Write(bytes)
	o.bytes += int64(n)
	if err != nil {
		return fmt.Errorf("write sample: %w", err)
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
