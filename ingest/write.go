package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"reflect"
	"unsafe"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"golang.org/x/sync/errgroup"

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
	sum    hash.Hash // SHA-256 of what was written
	layout *layout
	groups []format.RowGroup
	size   int64
	rows   int64
}

const parquetMagic = "PAR1"

func createParquet(path string, l *layout) (*parquetFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create parquet: %w", err)
	}
	p := &parquetFile{path: path, file: f, sum: sha256.New(), layout: l}
	return p, p.write([]byte(parquetMagic))
}

func (p *parquetFile) write(b []byte) error {
	if _, err := p.file.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", p.path, err)
	}
	p.sum.Write(b)
	p.size += int64(len(b))
	return nil
}

// commit appends a row group that was encoded.
func (p *parquetFile) commit(e *encoder) error {
	g := e.group
	for i := range g.Columns {
		if p.layout.columns[i].kind == kindFile {
			continue
		}
		m := &g.Columns[i].MetaData
		m.DataPageOffset += p.size
		if p.layout.columns[i].coded {
			m.DictionaryPageOffset += p.size
		}
	}
	g.FileOffset, g.Ordinal = p.size, int16(len(p.groups))
	p.groups = append(p.groups, g)
	p.rows += g.NumRows
	return p.write(e.out)
}

// close ends the file, whose rows are of the input file id, and makes it durable.
func (p *parquetFile) close(id string) error {
	if err := p.finish(id); err != nil {
		_ = p.file.Close()
		return err
	}
	if err := p.file.Sync(); err != nil {
		_ = p.file.Close()
		return fmt.Errorf("sync %s: %w", p.path, err)
	}
	return p.file.Close()
}

func (p *parquetFile) finish(id string) error {
	if err := p.name(id); err != nil {
		return err
	}
	return p.footer()
}

// name writes the columns that say which file the rows are of, behind all others.
func (p *parquetFile) name(id string) error {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	for i := range p.layout.columns {
		c := &p.layout.columns[i]
		if c.kind != kindFile {
			continue
		}
		for k := range p.groups {
			g := &p.groups[k]
			m := &g.Columns[i].MetaData
			if err := e.name(m, c, id, int(g.NumRows)); err != nil {
				return fmt.Errorf("write %s: %w", p.path, err)
			}
			m.DictionaryPageOffset, m.DataPageOffset = p.size, p.size+m.DataPageOffset
			g.TotalByteSize += m.TotalUncompressedSize
			g.TotalCompressedSize += m.TotalCompressedSize
			if err := p.write(e.out); err != nil {
				return err
			}
		}
	}
	return nil
}

// footer writes what the file holds and where.
func (p *parquetFile) footer() error {
	orders := make([]format.ColumnOrder, len(p.layout.columns))
	for i := range orders {
		orders[i].Value = &format.TypeDefinedOrder{}
	}
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &format.FileMetaData{
		Version: 2, Schema: p.layout.schema, NumRows: p.rows, RowGroups: p.groups, CreatedBy: "vigie version 1", ColumnOrders: orders,
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", p.path, err)
	}
	return p.write(append(binary.LittleEndian.AppendUint32(footer, uint32(len(footer))), parquetMagic...))
}

// monthFiles are the Parquet files of one input file, open while it is read.
type monthFiles struct {
	dir    string
	layout *layout
	open   map[int32]*parquetFile
}

// of is the file of a month, made when it is the first time.
func (m *monthFiles) of(month int32) (*parquetFile, error) {
	if p := m.open[month]; p != nil {
		return p, nil
	}
	p, err := createParquet(filepath.Join(m.dir, monthName(month)+".parquet"), m.layout)
	if err == nil {
		m.open[month] = p
	}
	return p, err
}

// close ends every month's file; it says how many rows each holds, and the SHA-256
// of its bytes.
func (m *monthFiles) close(id string) (rows map[string]int64, sums map[string]string, err error) {
	rows, sums = map[string]int64{}, map[string]string{}
	var group errgroup.Group
	for _, p := range m.open {
		group.Go(func() error { return p.close(id) }) // each waits for the disk
	}
	err = group.Wait()
	for month, p := range m.open {
		rows[monthName(month)] = p.rows
		sums[monthName(month)] = hex.EncodeToString(p.sum.Sum(nil))
	}
	m.open = nil
	return rows, sums, err
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

var refusalLayout = layoutOf(reflect.TypeFor[refusal]())

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
		if q.out, err = createParquet(q.path, refusalLayout); err != nil {
			return err
		}
	}
	b := refusalLayout.newBatch()
	for i := range q.waiting {
		b.add(unsafe.Pointer(&q.waiting[i]), 0)
	}
	var e encoder
	if err := e.encode(refusalLayout, []run{{b, 0, len(q.waiting)}}); err != nil {
		return err
	}
	b.release()
	q.waiting, q.size = nil, 0
	return q.out.commit(&e)
}

func (q *quarantineFile) close(id string) error {
	if err := q.flush(); err != nil || q.out == nil {
		return err
	}
	return q.out.close(id)
}

// moveIntoPlace gives a prepared folder, which is durable, its name.
func moveIntoPlace(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("move into place: %w", err)
	}
	return data.SyncDir(filepath.Dir(to))
}
