package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Limits of what a file may do to the machine that reads it.
const (
	maxRecord      = 1 << 20   // bytes of one text record, a CSV line included
	blockSize      = 1 << 20   // bytes read at a time, cut at a record's end
	maxExpanded    = 256 << 30 // bytes that a compressed file may become
	maxRatio       = 400       // times that it may grow, past the first freeRatio bytes
	freeRatio      = 64 << 20
	maxZstdWindow  = 128 << 20
	readBufferSize = 64 << 10
)

// errUnreadable marks a file that cannot be read as a whole: it is quarantined as
// a file and nothing of it is loaded.
var errUnreadable = errors.New("unreadable file")

func unreadable(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errUnreadable, fmt.Sprintf(format, args...))
}

// formatOf tells a file's format and compression by its name; ok is false for a
// file that is no input.
func formatOf(path string) (format, compression string, ok bool) {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasPrefix(name, ".") {
		return "", "", false
	}
	switch {
	case strings.HasSuffix(name, ".gz"):
		compression, name = "gzip", strings.TrimSuffix(name, ".gz")
	case strings.HasSuffix(name, ".zst"):
		compression, name = "zstd", strings.TrimSuffix(name, ".zst")
	}
	switch filepath.Ext(name) {
	case ".ndjson", ".jsonl":
		return "ndjson", compression, true
	case ".json":
		return "json", compression, true
	case ".csv":
		return "csv", compression, true
	case ".parquet":
		return "parquet", compression, true
	}
	return "", "", false
}

// openInput opens a file as its plain content. Every error of the reader means that
// the file cannot be read to its end.
func openInput(path, compression string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open input: %w", err)
	}
	in := &input{file: f}
	in.plain = io.TeeReader(bufio.NewReaderSize(f, readBufferSize), &in.taken)
	switch compression {
	case "gzip":
		z, err := gzip.NewReader(in.plain)
		if err != nil {
			_ = f.Close()
			return nil, unreadable("no gzip content: %v", err)
		}
		in.plain, in.bounded = z, true
	case "zstd":
		z, err := zstd.NewReader(in.plain, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			_ = f.Close()
			return nil, unreadable("no zstd content: %v", err)
		}
		in.plain, in.bounded, in.release = z, true, z.Close
	default:
		in.plain = f
	}
	return in, nil
}

// input is an open file, decompressed within bounds.
type input struct {
	file    *os.File
	plain   io.Reader
	taken   counter // compressed bytes
	given   int64   // plain bytes
	bounded bool
	release func()
}

type counter int64

// Write counts.
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Read gives the plain content.
func (in *input) Read(p []byte) (int, error) {
	n, err := in.plain.Read(p)
	in.given += int64(n)
	if in.bounded {
		if in.given > maxExpanded || (in.given > freeRatio && in.given > maxRatio*int64(in.taken)) {
			return n, unreadable("it expands to more than %d times its size", maxRatio)
		}
		if err != nil && err != io.EOF {
			return n, unreadable("broken compressed content: %v", err)
		}
	}
	return n, err
}

// Close releases the file.
func (in *input) Close() error {
	if in.release != nil {
		in.release()
	}
	return in.file.Close()
}

// headSize is how much of a text is looked at for its encoding.
const headSize = 4096

// checkEncoding refuses text that is not made of single bytes, and skips a UTF-8
// mark at the start.
func checkEncoding(r *bufio.Reader) error {
	head, err := r.Peek(headSize)
	if err != nil && err != io.EOF {
		return err
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unreadable("it is encoded in UTF-16; export it in UTF-8")
	case bytes.IndexByte(head, 0) >= 0:
		return unreadable("it holds zero bytes: it is not text in UTF-8 or Windows-1252")
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		_, err = r.Discard(3)
		return err
	}
	return nil
}
