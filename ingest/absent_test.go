package ingest

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestAbsentIsNull: what a record does not state is null in the raw lake,
// whatever stands around it.
func TestAbsentIsNull(t *testing.T) {
	type row struct {
		Text string  `parquet:"text,dict,optional"`
		When Instant `parquet:"when,optional,timestamp(microsecond)"`
		N    *int32  `parquet:"n,optional"`
	}
	e := &encoders[row]{}
	for before := range 70 {
		for present := range 40 {
			b := &batch[row]{}
			for i := range 140 {
				r := row{}
				if i >= before && i < before+present {
					n := int32(0)
					r = row{Text: "x", When: 1, N: &n}
				}
				b.rows, b.months = append(b.rows, r), append(b.months, 0)
			}
			encoded, err := e.encode([]*batch[row]{b}, 0, 0, len(b.rows))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := nulls(t, encoded), 3*(len(b.rows)-present); got != want {
				t.Fatalf("%d absent, %d present, then absent: %d nulls, want %d", before, present, got, want)
			}
		}
	}
}

// nulls counts the null values of a Parquet file of one row group.
func nulls(t *testing.T, encoded []byte) int {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(encoded), int64(len(encoded)))
	if err != nil {
		t.Fatal(err)
	}
	rows := f.RowGroups()[0].Rows()
	defer rows.Close()
	count := 0
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			for _, v := range row {
				if v.IsNull() {
					count++
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return count
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
