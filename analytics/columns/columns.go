package columns

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"
)

// Row is the values of one row, by the place of their column in the names that were
// asked for. They are only good until the next row.
type Row [][]parquet.Value

// IsNull says whether a plain column has no value.
func (r Row) IsNull(column int) bool { return r[column][0].IsNull() }

// Text is a plain text, nil when absent.
func (r Row) Text(column int) []byte { return r[column][0].ByteArray() }

// Bool is a plain yes or no, false when absent.
func (r Row) Bool(column int) bool { return !r.IsNull(column) && r[column][0].Boolean() }

// Int is a plain whole number of any width, a date's days since 1970 too; 0 when absent.
func (r Row) Int(column int) int64 { return Int(r[column][0]) }

// Int is a value as a whole number.
func Int(v parquet.Value) int64 {
	switch v.Kind() {
	case parquet.Int32:
		return int64(v.Int32())
	case parquet.Int64:
		return v.Int64()
	}
	return 0
}

// Float is a plain number; ok is false when it is absent.
func (r Row) Float(column int) (v float64, ok bool) {
	switch v := r[column][0]; v.Kind() {
	case parquet.Double:
		return v.Double(), true
	case parquet.Int32, parquet.Int64:
		return float64(r.Int(column)), true
	}
	return 0, false
}

// List is the values of a list, none of a list that is empty or absent; ok is false
// when it is absent.
func (r Row) List(column int) (values []parquet.Value, ok bool) {
	first := r[column][0]
	if first.IsNull() { // a list without values has one, of a lower level
		return nil, first.DefinitionLevel() > 0
	}
	return r[column], true
}

// Read hands every row of a table's files to a visitor, of which each row group has
// one of its own; so many row groups are read at once, and rows come in any order.
// Names are those of columns.
func Read(ctx context.Context, files, names []string, atOnce int, visitor func() func(Row) error) error {
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	var failed error
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			failed = fmt.Errorf("read %s: %w", path, err)
			break
		}
		defer f.Close()
		if err := readFile(within, group, f, names, visitor); err != nil {
			failed = fmt.Errorf("read %s: %w", path, err)
			break
		}
	}
	return errors.Join(failed, group.Wait())
}

// readFile has the row groups of a file read by a group, which it does not wait for.
func readFile(ctx context.Context, group *errgroup.Group, f *os.File, names []string, visitor func() func(Row) error) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	leaves, err := leavesOf(file.Root(), names)
	if err != nil {
		return err
	}
	for _, rows := range file.RowGroups() {
		group.Go(func() error {
			if err := readGroup(ctx, rows, leaves, visitor()); err != nil {
				return fmt.Errorf("read %s: %w", f.Name(), err)
			}
			return nil
		})
	}
	return nil
}

// leavesOf finds the column of values of each name.
func leavesOf(root *parquet.Column, names []string) ([]*parquet.Column, error) {
	leaves := make([]*parquet.Column, len(names))
	for i, name := range names {
		c := root.Column(name)
		for c != nil && !c.Leaf() {
			if len(c.Columns()) != 1 {
				return nil, fmt.Errorf("column %q is neither plain nor a list", name)
			}
			c = c.Columns()[0]
		}
		if leaves[i] = c; c == nil {
			return nil, fmt.Errorf("no column %q", name)
		}
	}
	return leaves, nil
}

// checkEvery is how many rows are read between two looks at the context.
const checkEvery = 1 << 14

func readGroup(ctx context.Context, rows parquet.RowGroup, leaves []*parquet.Column, visit func(Row) error) (err error) {
	cursors := make([]*cursor, len(leaves))
	chunks := rows.ColumnChunks()
	for i, leaf := range leaves {
		cursors[i] = &cursor{pages: chunks[leaf.Index()].Pages(), isList: leaf.MaxRepetitionLevel() > 0}
	}
	defer func() {
		for _, c := range cursors {
			err = errors.Join(err, c.close())
		}
	}()
	row := make(Row, len(leaves))
	for n := range rows.NumRows() {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i, c := range cursors {
			if row[i], err = c.next(); err != nil {
				return err
			}
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// cursor goes through the values of a column of a row group, row by row.
type cursor struct {
	pages      parquet.Pages
	last, page parquet.Page // a row may go over the end of a page: the one before is held
	values     parquet.ValueReader
	isList     bool
	buffer     []parquet.Value // read ahead; those from at on are still to come
	at         int
}

// readAhead is how many values a cursor reads at once.
const readAhead = 1024

// next gives the values of the next row: one of a plain column.
func (c *cursor) next() ([]parquet.Value, error) {
	if c.at == len(c.buffer) {
		if err := c.more(); errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		} else if err != nil {
			return nil, err
		}
	}
	n := 1
	for c.isList {
		for c.at+n < len(c.buffer) && c.buffer[c.at+n].RepetitionLevel() > 0 {
			n++
		}
		if c.at+n < len(c.buffer) {
			break
		}
		if err := c.more(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
	}
	c.at += n
	return c.buffer[c.at-n : c.at], nil
}

// more moves what is still to come to the front of the buffer and reads behind it.
func (c *cursor) more() error {
	c.buffer = append(c.buffer[:0], c.buffer[c.at:]...)
	c.at = 0
	c.buffer = slices.Grow(c.buffer, readAhead)
	for {
		if c.values != nil {
			held := len(c.buffer)
			n, err := c.values.ReadValues(c.buffer[held : held+readAhead])
			if c.buffer = c.buffer[:held+n]; n > 0 {
				return nil
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return err
			}
		}
		page, err := c.pages.ReadPage()
		if err != nil {
			return err
		}
		parquet.Release(c.last)
		c.last, c.page, c.values = c.page, page, page.Values()
	}
}

func (c *cursor) close() error {
	parquet.Release(c.last)
	parquet.Release(c.page)
	return c.pages.Close()
}
