package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"vigie/data"
)

// groupRows is the most rows of one row group.
const groupRows = 32 << 10

// monthName is the file of a month: 202503 -> 2025-03, 0 -> all.
func monthName(month int32) string {
	if month == 0 {
		return "all"
	}
	return fmt.Sprintf("%04d-%02d", month/100, month%100)
}

// parquetFile is a Parquet file being written, one row group after the other.
type parquetFile struct {
	path   string
	file   *os.File
	buffer *bufio.Writer
	sum    hash.Hash // SHA-256 of what was written
	writer *parquet.GenericWriter[any]
	rows   int64
}

func createParquet(path string, schema *parquet.Schema) (*parquetFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create parquet: %w", err)
	}
	sum := sha256.New()
	p := &parquetFile{path: path, file: f, sum: sum, buffer: bufio.NewWriterSize(io.MultiWriter(f, sum), readBufferSize)}
	options := []parquet.WriterOption{schema, parquet.Compression(&parquet.Snappy), parquet.CreatedBy("vigie", "1", "")}
	for _, path := range schema.Columns() {
		if leaf, ok := schema.Lookup(path...); ok && leaf.Node.Type().Kind() == parquet.ByteArray {
			options = append(options, parquet.SkipPageBounds(path...)) // nobody looks texts up by their bounds
		}
	}
	p.writer = parquet.NewGenericWriter[any](p.buffer, options...)
	return p, nil
}

// commit appends a row group that was encoded.
func (p *parquetFile) commit(group *parquet.ConcurrentRowGroupWriter) error {
	n, err := group.Commit()
	if err != nil {
		return fmt.Errorf("write %s: %w", p.path, err)
	}
	p.rows += n
	return nil
}

// close ends the file and makes it durable.
func (p *parquetFile) close() error {
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

// monthFiles are the Parquet files of one input file, open while it is read.
type monthFiles struct {
	dir    string
	schema *parquet.Schema
	open   map[int32]*parquetFile
}

// of is the file of a month, made when it is the first time.
func (m *monthFiles) of(month int32) (*parquetFile, error) {
	if p := m.open[month]; p != nil {
		return p, nil
	}
	p, err := createParquet(filepath.Join(m.dir, monthName(month)+".parquet"), m.schema)
	if err == nil {
		m.open[month] = p
	}
	return p, err
}

// close ends every month's file; it says how many rows each holds, and the SHA-256
// of its bytes.
func (m *monthFiles) close() (rows map[string]int64, sums map[string]string, err error) {
	rows, sums = map[string]int64{}, map[string]string{}
	var errs []error
	for month, p := range m.open {
		errs = append(errs, p.close())
		rows[monthName(month)] = p.rows
		sums[monthName(month)] = hex.EncodeToString(p.sum.Sum(nil))
	}
	m.open = nil
	return rows, sums, errors.Join(errs...)
}

// abandon closes the files of a run that failed.
func (m *monthFiles) abandon() {
	for _, p := range m.open {
		_ = p.file.Close()
	}
}

// quarantineFile is the Parquet file of refused records, made when there is one.
type quarantineFile struct {
	path    string
	out     *parquetFile
	waiting []refusal
	size    int
}

var refusalColumns, refusalSchema = columnsOf(reflect.TypeFor[refusal]())

// quarantineFlush is how much text may wait in memory.
const quarantineFlush = 8 << 20

func (q *quarantineFile) add(refused []refusal) error {
	q.waiting = append(q.waiting, refused...)
	for i := range refused {
		q.size += len(refused[i].Raw) + len(refused[i].Value) + 100
	}
	if q.size < quarantineFlush {
		return nil
	}
	return q.flush()
}

func (q *quarantineFile) flush() error {
	if len(q.waiting) == 0 {
		return nil
	}
	if q.out == nil {
		var err error
		if q.out, err = createParquet(q.path, refusalSchema); err != nil {
			return err
		}
	}
	rows := make([]unsafe.Pointer, len(q.waiting))
	for i := range rows {
		rows[i] = unsafe.Pointer(&q.waiting[i])
	}
	group := q.out.writer.BeginRowGroup()
	if err := writeColumns(group, refusalColumns, rows); err != nil {
		return err
	}
	q.waiting, q.size = nil, 0
	return q.out.commit(group)
}

func (q *quarantineFile) close() error {
	if err := q.flush(); err != nil || q.out == nil {
		return err
	}
	return q.out.close()
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
