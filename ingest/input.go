package ingest

import (
	"bufio"
	"io"

	"golang.org/x/text/encoding/charmap"
)

// newSplitter opens the right splitter for a file. The function it returns releases
// what the splitter holds.
func newSplitter(j *job, p *plan, in io.Reader) (splitter, func(), error) {
	nothing := func() {}
	if j.format == "parquet" {
		s, err := newParquetSplitter(j, in)
		if err != nil {
			return nil, nothing, err
		}
		return s, s.close, nil
	}
	size := headSize // the rest is read past it, into blocks
	if j.format == "json" {
		size = blockSize // a record, of which the shape is to be told
	}
	r := bufio.NewReaderSize(in, size)
	if err := checkEncoding(r); err != nil {
		return nil, nothing, err
	}
	switch j.format {
	case "json":
		s, err := newJSONSplitter(r)
		return s, nothing, err
	case "csv":
		utf8, err := isUTF8(j)
		if err != nil {
			return nil, nothing, err
		}
		if !utf8 {
			r = bufio.NewReaderSize(charmap.Windows1252.NewDecoder().Reader(r), headSize)
		}
		j.header, err = readHeader(r, p)
		return newCSVSplitter(r, j.header), nothing, err
	}
	return newLineSplitter(r), nothing, nil
}
