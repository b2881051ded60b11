package ingest

import (
	"fmt"

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
	levels []byte // of the page, encoded
	packed []byte // one part of it, encoded
	room   []byte // for a part, compressed
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
