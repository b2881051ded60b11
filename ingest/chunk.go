package ingest

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/klauspost/compress/s2"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// A run is rows of a batch that follow each other in a row group.
type run struct {
	batch    *batch
	from, to int
}

// An encoder makes a row group of runs, column by column: each a chunk of a
// dictionary page, when it has one, and data pages. What it allocates serves again.
type encoder struct {
	out   []byte // the pages of the row group
	group format.RowGroup

	// What stands in the page at hand.
	entries dictionary
	there   []byte   // 1 for each value that is there, 0 for one that is not
	codes   []int32  // of the values that are there
	texts   []byte   // likewise
	ends    []uint32 // where they end, behind a zero
	numbers []int64

	known  []uint32 // number in entries of each entry of a batch's dictionary, plus 1
	reps   []byte
	defs   []byte
	packed []byte // one part of the page, encoded
	page   []byte
}

// pageBytes is where a page of texts ends.
const pageBytes = 1 << 20

// encode makes the row group of runs; offsets count from its first byte.
func (e *encoder) encode(l *layout, runs []run) error {
	e.out, e.group = e.out[:0], format.RowGroup{}
	for _, r := range runs {
		e.group.NumRows += int64(r.to - r.from)
	}
	for i := range l.columns {
		c := &l.columns[i]
		chunk := format.ColumnChunk{MetaData: format.ColumnMetaData{
			Type: c.physical, PathInSchema: c.path, Codec: format.Snappy, Encoding: c.encodings(),
		}}
		if c.kind == kindFile { // see name
			e.group.Columns = append(e.group.Columns, chunk)
			continue
		}
		if err := e.chunk(&chunk.MetaData, c, i, runs); err != nil {
			return fmt.Errorf("encode column %v: %w", c.path, err)
		}
		e.group.TotalByteSize += chunk.MetaData.TotalUncompressedSize
		e.group.TotalCompressedSize += chunk.MetaData.TotalCompressedSize
		e.group.Columns = append(e.group.Columns, chunk)
	}
	return nil
}

// name makes the chunk of a column whose n rows all hold one text.
func (e *encoder) name(m *format.ColumnMetaData, c *column, text string, n int) error {
	e.out = e.out[:0]
	e.entries.reset()
	e.codes, e.there = e.codes[:0], e.there[:0]
	for range n {
		e.codes, e.there = append(e.codes, int32(e.entries.number(text))), append(e.there, 1)
	}
	if err := e.dictionaryPage(m, c); err != nil {
		return err
	}
	m.DataPageOffset = int64(len(e.out))
	if err := e.dataPage(m, c, []run{{to: n}}); err != nil {
		return err
	}
	m.TotalCompressedSize = int64(len(e.out))
	return nil
}

func (c *column) encodings() []format.Encoding {
	switch {
	case c.coded:
		return []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}
	case c.levels > 0:
		return []format.Encoding{format.RLE, c.encoding()}
	}
	return []format.Encoding{c.encoding()}
}

// encoding is that of the values of a data page.
func (c *column) encoding() format.Encoding {
	switch {
	case c.coded:
		return format.RLEDictionary
	case c.physical == format.ByteArray:
		return format.DeltaLengthByteArray
	case c.physical == format.Int64:
		return format.DeltaBinaryPacked
	}
	return format.Plain
}

// chunk writes the pages of a column.
func (e *encoder) chunk(m *format.ColumnMetaData, c *column, index int, runs []run) error {
	start := len(e.out)
	e.entries.reset()
	for first := true; len(runs) > 0; first = false {
		var page []run
		page, runs = c.cut(index, runs)
		e.gather(c, index, page)
		if c.coded { // one page: by now all of its dictionary is known
			m.DictionaryPageOffset = int64(len(e.out))
			if err := e.dictionaryPage(m, c); err != nil {
				return err
			}
		}
		if first {
			m.DataPageOffset = int64(len(e.out))
		}
		if err := e.dataPage(m, c, page); err != nil {
			return err
		}
	}
	m.TotalCompressedSize = int64(len(e.out) - start)
	return nil
}

// cut takes the runs of the next page: all of them, but for long texts.
func (c *column) cut(index int, runs []run) (page, rest []run) {
	if c.coded || c.list >= 0 || c.physical != format.ByteArray {
		return runs, nil
	}
	size := 0
	for i, r := range runs {
		ends := r.batch.vectors[index].ends
		for row := r.from; row < r.to; row++ {
			if row > 0 {
				size -= int(ends[row-1])
			}
			if size += int(ends[row]); size >= pageBytes && (row+1 < r.to || i+1 < len(runs)) {
				page = append(append(page, runs[:i]...), run{r.batch, r.from, row + 1})
				rest = append(rest, run{r.batch, row + 1, r.to})
				return page, append(rest, runs[i+1:]...)
			}
		}
	}
	return runs, nil
}

// gather takes the values of the runs that are there.
func (e *encoder) gather(c *column, index int, runs []run) {
	e.there, e.codes, e.texts, e.numbers = e.there[:0], e.codes[:0], e.texts[:0], e.numbers[:0]
	e.ends = append(e.ends[:0], 0)
	var last *batch
	for _, r := range runs {
		v, from, to := &r.batch.vectors[index], r.from, r.to
		if c.list >= 0 {
			from, to = r.batch.slots(c.list, from, to)
		}
		switch {
		case c.coded:
			if r.batch != last {
				last = r.batch
				e.known = zeroes(e.known, v.entries.len())
			}
			e.takeCodes(v, from, to)
		case len(v.ends) > 0:
			e.takeTexts(c, v, from, to)
		default:
			e.takeNumbers(v, from, to)
		}
	}
}

// zeroes is a slice of n zeroes, the one given when it is long enough.
func zeroes(s []uint32, n int) []uint32 {
	if cap(s) < n {
		return make([]uint32, n, 2*n)
	}
	s = s[:n]
	clear(s)
	return s
}

func (e *encoder) takeCodes(v *vector, from, to int) {
	for _, code := range v.codes[from:to] {
		if code == 0 {
			e.there = append(e.there, 0)
			continue
		}
		n := e.known[code-1]
		if n == 0 {
			n = 1 + e.entries.numberOf(&v.entries, int(code-1))
			e.known[code-1] = n
		}
		e.there = append(e.there, 1)
		e.codes = append(e.codes, int32(n-1))
	}
}

func (e *encoder) takeTexts(c *column, v *vector, from, to int) {
	if from == to {
		return
	}
	start := uint32(0)
	if from > 0 {
		start = v.ends[from-1]
	}
	shift, last := uint32(len(e.texts))-start, start
	for _, end := range v.ends[from:to] {
		if end == last && c.optional {
			e.there = append(e.there, 0)
			continue
		}
		last = end
		e.there = append(e.there, 1)
		e.ends = append(e.ends, end+shift)
	}
	e.texts = append(e.texts, v.texts[start:last]...)
}

func (e *encoder) takeNumbers(v *vector, from, to int) {
	for _, n := range v.numbers[from:to] {
		if n == absent {
			e.there = append(e.there, 0)
			continue
		}
		e.there = append(e.there, 1)
		e.numbers = append(e.numbers, n)
	}
}

// level fills the repetition and definition levels of a page (Dremel's): a value
// that is there has the greatest, one that is not the one below, and a row with an
// empty list has one of 0.
func (e *encoder) level(c *column, runs []run) (nulls int) {
	e.reps, e.defs = e.reps[:0], e.defs[:0]
	if c.list < 0 {
		for _, there := range e.there {
			nulls += int(1 - there)
		}
		e.defs = append(e.defs, e.there...)
		return nulls
	}
	slot := 0
	for _, r := range runs {
		for row := r.from; row < r.to; row++ {
			from, to := r.batch.slots(c.list, row, row+1)
			if from == to {
				e.reps, e.defs = append(e.reps, 0), append(e.defs, 0)
				nulls++
			}
			for i := from; i < to; i++ {
				def := byte(c.levels) - 1 + e.there[slot]
				if int(def) < c.levels {
					nulls++
				}
				e.reps, e.defs = append(e.reps, byte(min(i-from, 1))), append(e.defs, def)
				slot++
			}
		}
	}
	return nulls
}

// values encodes the values of the page into e.packed.
func (e *encoder) values(c *column) (err error) {
	switch {
	case c.coded:
		e.packed, err = (&rle.DictionaryEncoding{}).EncodeInt32(e.packed, e.codes)
	case c.physical == format.ByteArray:
		e.packed, err = (&delta.LengthByteArrayEncoding{}).EncodeByteArray(e.packed, e.texts, e.ends)
	case c.physical == format.Int64:
		e.packed, err = (&delta.BinaryPackedEncoding{}).EncodeInt64(e.packed, e.numbers)
	case c.physical == format.FixedLenByteArray:
		e.packed = append(e.packed[:0], e.texts...)
	case c.physical == format.Boolean:
		e.packed = e.packed[:0]
		for i, n := range e.numbers {
			if i%8 == 0 {
				e.packed = append(e.packed, 0)
			}
			e.packed[i/8] |= byte(n) << (i % 8)
		}
	default:
		e.packed = e.packed[:0]
		for _, n := range e.numbers {
			if c.width() == 4 {
				e.packed = binary.LittleEndian.AppendUint32(e.packed, uint32(n))
			} else {
				e.packed = binary.LittleEndian.AppendUint64(e.packed, uint64(n))
			}
		}
	}
	return err
}

// dataPage writes a page (of version 2: levels, then values).
func (e *encoder) dataPage(m *format.ColumnMetaData, c *column, runs []run) error {
	nulls := e.level(c, runs)
	header := format.DataPageHeaderV2{NumValues: int32(len(e.defs)), NumNulls: int32(nulls), Encoding: c.encoding()}
	for _, r := range runs {
		header.NumRows += int32(r.to - r.from)
	}
	var err error
	e.page = e.page[:0]
	if c.list >= 0 {
		if e.packed, err = (&rle.Encoding{BitWidth: 1}).EncodeLevels(e.packed, e.reps); err != nil {
			return err
		}
		e.page = append(e.page, e.packed...)
		header.RepetitionLevelsByteLength = int32(len(e.packed))
	}
	if c.levels > 0 {
		if e.packed, err = (&rle.Encoding{BitWidth: bits.Len(uint(c.levels))}).EncodeLevels(e.packed, e.defs); err != nil {
			return err
		}
		e.page = append(e.page, e.packed...)
		header.DefinitionLevelsByteLength = int32(len(e.packed))
	}
	if err := e.values(c); err != nil {
		return err
	}
	levels := len(e.page)
	var compressed bool
	e.page, compressed = compress(e.page, e.packed)
	header.IsCompressed = thrift.New(compressed)
	m.NumValues += int64(header.NumValues)
	m.Statistics.NullCount += int64(nulls)
	e.bounds(m, c)
	return e.write(m, format.PageHeader{
		Type: format.DataPageV2, UncompressedPageSize: int32(levels + len(e.packed)), CompressedPageSize: int32(len(e.page)), DataPageHeaderV2: thrift.New(header),
	})
}

// dictionaryPage writes the entries of the dictionary, plain.
func (e *encoder) dictionaryPage(m *format.ColumnMetaData, c *column) error {
	e.packed = e.packed[:0]
	for i := range e.entries.len() {
		text := e.entries.text(i)
		if c.physical == format.ByteArray {
			e.packed = binary.LittleEndian.AppendUint32(e.packed, uint32(len(text)))
		}
		e.packed = append(e.packed, text...)
	}
	e.page = append(e.page[:0], s2.EncodeSnappy(nil, e.packed)...)
	return e.write(m, format.PageHeader{
		Type: format.DictionaryPage, UncompressedPageSize: int32(len(e.packed)), CompressedPageSize: int32(len(e.page)),
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(e.entries.len()), Encoding: format.Plain}),
	})
}

// write adds e.page behind its header.
func (e *encoder) write(m *format.ColumnMetaData, h format.PageHeader) error {
	header, err := thrift.Marshal(new(thrift.CompactProtocol), &h)
	if err != nil {
		return err
	}
	e.out = append(append(e.out, header...), e.page...)
	m.TotalUncompressedSize += int64(len(header)) + int64(h.UncompressedPageSize)
	return nil
}

// bounds keeps the least and the greatest of a column of whole numbers: readers
// skip what cannot hold the date they look for.
func (e *encoder) bounds(m *format.ColumnMetaData, c *column) {
	if c.physical != format.Int64 || c.coded || len(e.numbers) == 0 {
		return
	}
	low, high := e.numbers[0], e.numbers[0]
	for _, n := range e.numbers {
		low, high = min(low, n), max(high, n)
	}
	m.Statistics.MinValue = binary.LittleEndian.AppendUint64(nil, uint64(low))
	m.Statistics.MaxValue = binary.LittleEndian.AppendUint64(nil, uint64(high))
}

// What a sample must become by compression for the whole to be tried.
const (
	sampleBytes = 16 << 10
	worthwhile  = 15.0 / 16
)

// compress appends text to out, compressed when that pays: hashes and pseudonyms
// never do.
func compress(out, text []byte) (_ []byte, compressed bool) {
	if !pays(text) {
		return append(out, text...), false
	}
	n, room := len(out), s2.MaxEncodedLen(len(text))
	for cap(out)-n < room {
		out = append(out[:cap(out)], make([]byte, room)...)
	}
	out = out[:n]
	packed := s2.EncodeSnappy(out[n:cap(out)], text)
	return out[:n+len(packed)], true
}

func pays(text []byte) bool {
	sample := text[:min(len(text), sampleBytes)]
	return len(sample) > 0 && float64(len(s2.EncodeSnappy(nil, sample))) < worthwhile*float64(len(sample))
}
