package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// arrowBatch is how many rows travel in one record of the stream.
const arrowBatch = 64 << 10

// writeArrow copies a Parquet file to an Arrow IPC stream, record by record.
func writeArrow(ctx context.Context, out io.Writer, path string) (err error) {
	parquet, err := file.OpenParquetFile(path, false)
	if err != nil {
		return fmt.Errorf("read result: %w", err)
	}
	defer parquet.Close()
	reader, err := pqarrow.NewFileReader(parquet, pqarrow.ArrowReadProperties{BatchSize: arrowBatch}, memory.DefaultAllocator)
	if err != nil {
		return fmt.Errorf("read result: %w", err)
	}
	records, err := reader.GetRecordReader(ctx, nil, nil)
	if err != nil {
		return fmt.Errorf("read result: %w", err)
	}
	defer records.Release()
	stream := ipc.NewWriter(out, ipc.WithSchema(records.Schema()))
	defer func() { err = errors.Join(err, stream.Close()) }()
	for records.Next() {
		if err := stream.Write(records.RecordBatch()); err != nil {
			return fmt.Errorf("write arrow: %w", err)
		}
	}
	if err := records.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read result: %w", err)
	}
	return nil
}
