package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"

	"vigie/data"
)

// groupRows is the most rows of one row group.
const groupRows = 32 << 10

func writerOptions() []parquet.WriterOption {
	return []parquet.WriterOption{
		parquet.Compression(&parquet.Snappy),
		parquet.CreatedBy("vigie", "1", ""),
		parquet.MaxRowsPerRowGroup(1 << 40), // groups are cut by the window, the same with any number of threads
	}
}

// safeRows is how many rows one Write may be given. parquet-go v0.32.0 takes
// nulls for values where a run of k present values starts k rows after a
// multiple of 64 and only absent ones follow up to the next: with two rows this
// can't be. For the same reason members of list elements are never optional.
const safeRows = 2

// writeAll writes any number of rows.
func writeAll[T any](w *parquet.GenericWriter[T], rows []T) error {
	for len(rows) > 0 {
		n := min(safeRows, len(rows))
		if _, err := w.Write(rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// encoders turn rows into whole row groups in memory, on any thread.
type encoders[T any] struct{ pool sync.Pool }

// encode returns a Parquet file of one row group. Its pages are later copied into
// the month's file as they are.
func (e *encoders[T]) encode(window []*batch[T], month int32, from, to int) ([]byte, error) {
	out := &bytes.Buffer{}
	w, _ := e.pool.Get().(*parquet.GenericWriter[T])
	if w == nil {
		w = parquet.NewGenericWriter[T](out, writerOptions()...)
	} else {
		w.Reset(out)
	}
	rows := make([]T, 0, safeRows)
	n := 0
	for _, b := range window {
		for i, m := range b.months {
			if m != month {
				continue
			}
			if n++; n <= from || n > to {
				continue
			}
			if rows = append(rows, b.rows[i]); len(rows) == safeRows {
				if _, err := w.Write(rows); err != nil {
					return nil, fmt.Errorf("encode rows: %w", err)
				}
				rows = rows[:0]
			}
		}
	}
	if _, err := w.Write(rows); err != nil {
		return nil, fmt.Errorf("encode rows: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("encode rows: %w", err)
	}
	e.pool.Put(w)
	return out.Bytes(), nil
}

// monthName is the file of a month: 202503 -> 2025-03, 0 -> all.
func monthName(month int32) string {
	if month == 0 {
		return "all"
	}
	return fmt.Sprintf("%04d-%02d", month/100, month%100)
}

// monthFiles are the Parquet files of one input file, open while it is read.
type monthFiles[T any] struct {
	dir  string
	open map[int32]*parquetFile[T]
}

// parquetFile is a Parquet file being written.
type parquetFile[T any] struct {
	path   string
	file   *os.File
	buffer *bufio.Writer
	writer *parquet.GenericWriter[T]
	rows   int64
}

func createParquet[T any](path string) (*parquetFile[T], error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create parquet: %w", err)
	}
	p := &parquetFile[T]{path: path, file: f, buffer: bufio.NewWriterSize(f, readBufferSize)}
	p.writer = parquet.NewGenericWriter[T](p.buffer, writerOptions()...)
	return p, nil
}

// close ends the file and makes it durable.
func (p *parquetFile[T]) close() error {
	if err := p.writer.Close(); err != nil {
		_ = p.file.Close()
		return fmt.Errorf("close %s: %w", p.path, err)
	}
	if err := p.buffer.Flush(); err != nil {
		_ = p.file.Close()
		return fmt.Errorf("write %s: %w", p.path, err)
	}
	if err := p.file.Sync(); err != nil {
		_ = p.file.Close()
		return fmt.Errorf("sync %s: %w", p.path, err)
	}
	return p.file.Close()
}

// add copies an encoded row group into the month's file.
func (m *monthFiles[T]) add(month int32, encoded []byte) error {
	p := m.open[month]
	if p == nil {
		var err error
		if p, err = createParquet[T](filepath.Join(m.dir, monthName(month)+".parquet")); err != nil {
			return err
		}
		m.open[month] = p
	}
	in, err := parquet.OpenFile(bytes.NewReader(encoded), int64(len(encoded)))
	if err != nil {
		return fmt.Errorf("read encoded rows: %w", err)
	}
	for _, group := range in.RowGroups() {
		n, err := p.writer.WriteRowGroup(group)
		if err != nil {
			return fmt.Errorf("write %s: %w", p.path, err)
		}
		p.rows += n
	}
	return nil
}

// close ends every month's file and says how many rows each holds.
func (m *monthFiles[T]) close() (map[string]int64, error) {
	rows := map[string]int64{}
	var errs []error
	for month, p := range m.open {
		errs = append(errs, p.close())
		rows[monthName(month)] = p.rows
	}
	m.open = nil
	return rows, errors.Join(errs...)
}

// abandon closes the files of a run that failed.
func (m *monthFiles[T]) abandon() {
	for _, p := range m.open {
		_ = p.file.Close()
	}
}

// quarantineFile is the Parquet file of refused records, made when there is one.
type quarantineFile struct {
	path    string
	out     *parquetFile[refusal]
	pending int
}

// quarantineFlush is how much text may wait in memory.
const quarantineFlush = 8 << 20

func (q *quarantineFile) add(refused []refusal) error {
	if len(refused) == 0 {
		return nil
	}
	if q.out == nil {
		var err error
		if q.out, err = createParquet[refusal](q.path); err != nil {
			return err
		}
	}
	if err := writeAll(q.out.writer, refused); err != nil {
		return fmt.Errorf("write quarantine: %w", err)
	}
	for i := range refused {
		q.pending += len(refused[i].Raw) + len(refused[i].Value) + 64
	}
	if q.pending > quarantineFlush {
		q.pending = 0
		if err := q.out.writer.Flush(); err != nil {
			return fmt.Errorf("write quarantine: %w", err)
		}
	}
	return nil
}

func (q *quarantineFile) close() error {
	if q.out == nil {
		return nil
	}
	return q.out.close()
}

// monthsOf counts the rows of a window by month, in the order of months.
func monthsOf[T any](window []*batch[T]) (months []int32, counts map[int32]int) {
	counts = map[int32]int{}
	for _, b := range window {
		for _, m := range b.months {
			counts[m]++
		}
	}
	for m := range counts {
		months = append(months, m)
	}
	slices.Sort(months)
	return months, counts
}

// moveIntoPlace makes a prepared folder durable and gives it its name.
func moveIntoPlace(from, to string) error {
	if err := data.SyncDir(from); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("move into place: %w", err)
	}
	return data.SyncDir(filepath.Dir(to))
}
