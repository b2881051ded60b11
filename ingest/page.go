package ingest

import (
	"encoding/binary"
	"math/bits"

	"github.com/klauspost/compress/s2"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

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

// values encodes the values of the page.
func (e *encoder) values(c *column) (_ []byte, err error) {
	switch {
	case c.coded:
		e.packed, err = (&rle.DictionaryEncoding{}).EncodeInt32(e.packed, e.codes)
	case c.physical == format.ByteArray:
		e.packed, err = (&delta.LengthByteArrayEncoding{}).EncodeByteArray(e.packed, e.texts, e.ends)
	case c.physical == format.Int64:
		e.packed, err = (&delta.BinaryPackedEncoding{}).EncodeInt64(e.packed, e.numbers)
	case c.physical == format.FixedLenByteArray:
		return e.texts, nil
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
	return e.packed, err
}

// dataPage writes a page (of version 2: levels, then values).
func (e *encoder) dataPage(m *format.ColumnMetaData, c *column, runs []run) error {
	nulls := e.level(c, runs)
	header := format.DataPageHeaderV2{NumValues: int32(len(e.defs)), NumNulls: int32(nulls), Encoding: c.encoding()}
	for _, r := range runs {
		header.NumRows += int32(r.to - r.from)
	}
	var err error
	e.levels = e.levels[:0]
	if c.list >= 0 {
		if e.packed, err = (&rle.Encoding{BitWidth: 1}).EncodeLevels(e.packed, e.reps); err != nil {
			return err
		}
		e.levels = append(e.levels, e.packed...)
		header.RepetitionLevelsByteLength = int32(len(e.packed))
	}
	if c.levels > 0 {
		if e.packed, err = (&rle.Encoding{BitWidth: bits.Len(uint(c.levels))}).EncodeLevels(e.packed, e.defs); err != nil {
			return err
		}
		e.levels = append(e.levels, e.packed...)
		header.DefinitionLevelsByteLength = int32(len(e.packed))
	}
	plain, err := e.values(c)
	if err != nil {
		return err
	}
	text := plain
	compressed := e.pays(plain)
	if compressed {
		text = e.compress(plain)
	}
	header.IsCompressed = thrift.New(compressed)
	m.NumValues += int64(header.NumValues)
	m.Statistics.NullCount += int64(nulls)
	e.bounds(m, c)
	return e.write(m, format.PageHeader{
		Type: format.DataPageV2, UncompressedPageSize: int32(len(e.levels) + len(plain)), CompressedPageSize: int32(len(e.levels) + len(text)),
		DataPageHeaderV2: thrift.New(header),
	}, e.levels, text)
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
	text := e.compress(e.packed)
	return e.write(m, format.PageHeader{
		Type: format.DictionaryPage, UncompressedPageSize: int32(len(e.packed)), CompressedPageSize: int32(len(text)),
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(e.entries.len()), Encoding: format.Plain}),
	}, text)
}

// write adds the parts of a page behind its header.
func (e *encoder) write(m *format.ColumnMetaData, h format.PageHeader, parts ...[]byte) error {
	header, err := thrift.Marshal(new(thrift.CompactProtocol), &h)
	if err != nil {
		return err
	}
	e.out = append(e.out, header...)
	for _, part := range parts {
		e.out = append(e.out, part...)
	}
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

// pays says whether a text is to be compressed: hashes and pseudonyms never are.
func (e *encoder) pays(text []byte) bool {
	sample := text[:min(len(text), sampleBytes)]
	return len(sample) > 0 && float64(len(e.compress(sample))) < worthwhile*float64(len(sample))
}

// compress gives a text in Snappy's form, which stands until the next.
func (e *encoder) compress(text []byte) []byte {
	if n := s2.MaxEncodedLen(len(text)); n > len(e.room) {
		e.room = make([]byte, n)
	}
	return s2.EncodeSnappy(e.room, text)
}
