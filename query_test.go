package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"vigie/data"
)

// TestQueryFormats: the same rows in each format.
func TestQueryFormats(t *testing.T) {
	t.Parallel()
	lakeDir, _, _ := firstNight(t)
	query := func(format string) string {
		t.Helper()
		var out bytes.Buffer
		c := queryCmd{SQL: "select agency, label from core.agency order by agency limit 2", Format: format}
		c.Lake = lakeDir
		if err := c.Run(&env{ctx: t.Context(), out: &out, now: testDay}); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		return out.String()
	}
	lines := strings.Split(strings.TrimSpace(query("csv")), "\n")
	if len(lines) != 3 || lines[0] != "agency,label" {
		t.Fatalf("csv: %q", lines)
	}
	agency, label, _ := strings.Cut(lines[1], ",")
	for _, format := range []string{"table", "json"} {
		if got := query(format); !strings.Contains(got, agency) || !strings.Contains(got, label) {
			t.Errorf("%s lacks %s, %s: %s", format, agency, label, got)
		}
	}
	if got := query("parquet"); !strings.HasPrefix(got, "PAR1") {
		t.Error("parquet: not a Parquet file")
	}
	stream, err := ipc.NewReader(strings.NewReader(query("arrow")))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Release()
	if !stream.Next() {
		t.Fatalf("arrow: no record: %v", stream.Err())
	}
	record := stream.RecordBatch()
	if got := record.Column(0).(*array.String).Value(0); record.NumRows() != 2 || got != agency {
		t.Errorf("arrow: %d rows, first agency %q, want %q", record.NumRows(), got, agency)
	}
}

// TestArrowTypes: every kind of column has an Arrow form.
func TestArrowTypes(t *testing.T) {
	const query = `select 1::tinyint as tiny, 2 as n, 3::bigint as big, 0.5 as decimal, 1.5::double as double, true as truth,
		date '2026-11-22' as day, timestamptz '2026-11-22 00:00:00+01' as at, 'é' as text, [1, 2] as list, {'a': 1} as record, null::varchar as nothing`
	var out bytes.Buffer
	if err := writeArrow(t.Context(), &out, openModels(t), data.Manifest{}, query); err != nil {
		t.Fatal(err)
	}
	stream, err := ipc.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Release()
	if !stream.Next() {
		t.Fatalf("no record: %v", stream.Err())
	}
	var got []string
	for _, column := range stream.RecordBatch().Columns() {
		got = append(got, column.ValueStr(0))
	}
	want := "1 2 3 0.5 1.5 true 2026-11-22 2026-11-21T23:00:00Z é [1,2] {\"a\":1} (null)"
	if text := strings.Join(got, " "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

// TestQueryReadsOnly: what is not one SELECT is a usage error.
func TestQueryReadsOnly(t *testing.T) {
	t.Parallel()
	lakeDir, _, _ := firstNight(t)
	for _, sql := range []string{
		"drop table core.offer", "select 1; select 2", "copy core.offer to '/dev/null'", "attach ':memory:' as x", "selec 1", "",
	} {
		c := queryCmd{SQL: sql, Format: "table"}
		c.Lake = lakeDir
		err := c.Run(&env{ctx: t.Context(), out: &bytes.Buffer{}, now: testDay})
		if code(err) != exitUsage {
			t.Errorf("%q: error %v, want a usage error", sql, err)
		}
	}
}
