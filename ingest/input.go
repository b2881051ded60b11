package ingest

import (
	"bufio"
	"io"
	"unsafe"
)

// newSplitter opens the right splitter for a file.
func newSplitter(j *job, in io.Reader) (splitter, error) {
	r := bufio.NewReaderSize(in, blockSize)
	if err := checkEncoding(r); err != nil {
		return nil, err
	}
	switch j.format {
	case "json":
		return newJSONSplitter(r)
	}
	return newLineSplitter(r), nil
}

type header struct{}

func (d *decoder) csv(h *header, text []byte, row unsafe.Pointer) {}
