package ingest

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// everyKind has a column of each kind that a row struct may have.
type everyKind struct {
	Need    string   `parquet:"need"`
	Text    string   `parquet:"text,dict,optional"`
	When    Instant  `parquet:"when,optional,timestamp(microsecond)"`
	Float   *float64 `parquet:"a.float,optional"`
	Int     *int32   `parquet:"int,dict,optional"`
	Bool    *bool    `parquet:"bool,optional"`
	Texts   []string `parquet:"texts,optional,list" parquet-element:",dict"`
	Members []member `parquet:"members,optional,list"`
	Meta
}

type member struct {
	Code string `parquet:"code,dict,optional"`
	N    *int32 `parquet:"n,optional"`
}

var everyLayout = layoutOf(reflect.TypeFor[everyKind]())

// testFile is the file that all rows of tests are of.
const testFile = fileID("0123456789abcdef")

// writeEveryKind writes rows as the pipeline does, in batches and groups.
func writeEveryKind(t failer, dir string, rows []everyKind, batchSize, groupSize int) []byte {
	var runs []run
	for i := range rows {
		if i%batchSize == 0 {
			runs = append(runs, run{batch: everyLayout.newBatch()})
		}
		last := &runs[len(runs)-1]
		last.batch.add(unsafe.Pointer(&rows[i]), 0)
		last.to++
	}
	return writeRuns(t, dir, everyLayout, runs, groupSize)
}

// writeRuns writes row groups of some of the runs each; the batches serve again.
func writeRuns(t failer, dir string, l *layout, runs []run, groupSize int) []byte {
	path := filepath.Join(dir, "rows.parquet")
	p, err := createParquet(path, l)
	if err != nil {
		t.Fatal(err)
	}
	defer p.file.Close()
	e := encoders.Get().(*encoder)
	for group := range slices.Chunk(runs, groupSize) {
		if err := e.encode(l, group); err != nil {
			t.Fatal(err)
		}
		if err := p.commit(e); err != nil {
			t.Fatal(err)
		}
		for _, r := range group {
			r.batch.release()
		}
	}
	encoders.Put(e)
	if err := p.finish(string(testFile)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// rowsOf are the rows of a batch, read back from the Parquet that it makes.
func rowsOf[T any](t failer, dir string, b *batch) []T {
	if len(b.months) == 0 {
		return nil
	}
	content := writeRuns(t, dir, b.layout, []run{{b, 0, len(b.months)}}, 1)
	rows, err := parquet.Read[T](bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func readEveryKind(t failer, content []byte) []everyKind {
	rows, err := parquet.Read[everyKind](bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestColumnsRoundTrip: what is written is what is read back, absences included.
func TestColumnsRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		// The library drops zeroes behind pointers neither in nor out: all may occur.
		text := rapid.SampledFrom([]string{"", "", "a", "b", "longer text"})
		number := rapid.Ptr(rapid.Int32Range(-2, 2), true)
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) everyKind {
			r := everyKind{
				Need: text.Draw(t, "need"), Text: text.Draw(t, "text"), When: Instant(rapid.Int64Range(-1, 2).Draw(t, "when")),
				Float: rapid.Ptr(rapid.SampledFrom([]float64{0, 1.5, -3}), true).Draw(t, "float"), Int: number.Draw(t, "int"),
				Bool: rapid.Ptr(rapid.Bool(), true).Draw(t, "bool"),
				Meta: Meta{File: testFile, Stamp: Instant(rapid.Int64Range(0, 3).Draw(t, "stamp")), Hash: [16]byte{byte(rapid.IntRange(0, 255).Draw(t, "hash"))}, Line: 7},
			}
			for range rapid.IntRange(0, 3).Draw(t, "texts") {
				r.Texts = append(r.Texts, text.Draw(t, "element"))
			}
			for range rapid.IntRange(0, 3).Draw(t, "members") {
				r.Members = append(r.Members, member{Code: text.Draw(t, "code"), N: number.Draw(t, "n")})
			}
			return r
		}), 1, 300).Draw(t, "rows")
		got := readEveryKind(t, writeEveryKind(t, dir, rows, rapid.IntRange(1, 300).Draw(t, "batch"), rapid.IntRange(1, 4).Draw(t, "group")))
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestAbsentIsNull: what a record does not state is null, whatever stands around
// it, in runs of every length.
func TestAbsentIsNull(t *testing.T) {
	dir := t.TempDir()
	zero := int32(0)
	for before := range 70 {
		for present := range 40 {
			rows := make([]everyKind, 140)
			for i := before; i < before+present; i++ {
				rows[i] = everyKind{Text: "x", When: 1, Int: &zero, Members: []member{{Code: "x"}, {}}}
			}
			content := writeEveryKind(t, dir, rows, len(rows), 1)
			f, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range f.Metadata().RowGroups[0].Columns {
				want := int64(len(rows) - present)
				switch name := c.MetaData.PathInSchema[0]; name {
				case "text", "when", "int":
				case "members": // null where there is no list, and in the empty second element
					if want += int64(present); c.MetaData.PathInSchema[3] == "n" {
						want += int64(present)
					}
				default:
					continue
				}
				if got := c.MetaData.Statistics.NullCount; got != want {
					t.Fatalf("%d absent, %d present, then absent: column %v has %d nulls, want %d", before, present, c.MetaData.PathInSchema, got, want)
				}
			}
		}
	}
}
