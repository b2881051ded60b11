package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// columns are one of each type.
var columns = []Column{
	{"texte", Text, "", "Un texte ; avec un signe"}, {"entier", Integer, "offres", "Un compte"}, {"nombre", Number, "jours", "Une mesure"},
	{"vrai", Boolean, "", ""}, {"jour", Day, "", ""}, {"instant", Instant, "", ""}, {"liste", List, "", ""},
}

func tableOf(lang string, rows ...[]any) Table {
	return Table{
		Name: "essai", Title: "Essai « = »", Lang: lang, Columns: columns,
		Origin: Origin{Source: "Vigie, essai ; suite", Licence: "Licence Ouverte 2.0", AsOf: "2026-11-22", Snapshot: "000001-aaaaaaaa", Version: "2"},
		Notes:  []Note{{"indicator.title", "Indicateur", "=2+2"}},
		Rows: func(yield func([]any, error) bool) {
			for _, r := range rows {
				if !yield(slices.Clone(r), nil) {
					return
				}
			}
		},
	}
}

func written(t interface{ Fatal(...any) }, f Format, table Table) []byte {
	var b bytes.Buffer
	if err := Write(&b, f, table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readers read each format back, by its own library, as texts: ∅ for a null.
var readers = map[Format]func([]byte) ([][]string, error){CSV: readCSV, Parquet: readParquet, Arrow: readArrow, XLSX: readXLSX}

// said is a value as text, the same for every format.
func said(c Column, v any) string {
	switch v := v.(type) {
	case nil:
		return "∅"
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.UTC().Format(layout(c.Type))
	case []string:
		return strings.Join(v, " | ")
	}
	return fmt.Sprint(v)
}

// unguarded takes off what Guard put on.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && Guard(rest) != rest {
		return rest
	}
	return s
}

// A table reads the same in every format and language, whatever its texts and figures are.
func TestEveryFormatSaysTheSame(t *testing.T) {
	nasty := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "=1+1", "+33 1", "-5", "@SUM(A1)", "\tx", "\r\nx", "'", "''=", "a;b", "a,b", `a"b`, "C# ; « œ »", "Ａ", "＝1", "\x00\x01", "_x0041_", "01", "1e3", "12345678901234567890", " x ", "<a>&amp;", "2026-11-22", "\u2028", "\ufffe", "x\n"}))
	at := rapid.Custom(func(t *rapid.T) time.Time {
		return time.UnixMilli(rapid.Int64Range(-2_000_000_000_000, 4_000_000_000_000).Draw(t, "ms")).UTC()
	})
	null := func(g *rapid.Generator[any]) *rapid.Generator[any] { return rapid.OneOf(g, rapid.Just[any](nil)) }
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []any {
			number := rapid.Float64().Filter(func(v float64) bool { return !math.IsInf(v, 0) && !math.IsNaN(v) })
			return []any{
				null(nasty.AsAny()).Draw(t, "text"), null(rapid.Int64().AsAny()).Draw(t, "integer"), null(number.AsAny()).Draw(t, "number"), rapid.Bool().Draw(t, "boolean"),
				null(rapid.Map(at, func(at time.Time) any { return at.Truncate(24 * time.Hour) })).Draw(t, "day"), null(at.AsAny()).Draw(t, "instant"),
				null(rapid.SliceOf(nasty).AsAny()).Draw(t, "list"),
			}
		}), 0, 6).Draw(t, "rows")
		lang := rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang")
		want := make([][]string, len(rows))
		for i, row := range rows {
			for j, v := range row {
				v, err := columns[j].plain(v)
				if err != nil {
					t.Fatal(err)
				}
				want[i] = append(want[i], said(columns[j], v))
			}
		}
		for f, read := range readers {
			got, err := read(written(t, f, tableOf(lang, rows...)))
			if err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			expected := want
			if f == CSV || f == XLSX { // an empty text and a null are one to a spreadsheet
				expected, got = emptied(want), emptied(got)
			}
			if diff := cmp.Diff(expected, slices.Clip(got), cmp.Transformer("none", func(s [][]string) [][]string { return append([][]string{}, s...) })); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", f, diff)
			}
		}
	})
}

// emptied takes nulls of texts for empty ones.
func emptied(rows [][]string) [][]string {
	var all [][]string
	for _, row := range rows {
		row = slices.Clone(row)
		for i, c := range columns {
			if row[i] == "∅" && (c.Type == Text || c.Type == List) {
				row[i] = ""
			}
		}
		all = append(all, row)
	}
	return all
}

func TestCSV(t *testing.T) {
	row := []any{"=cmd()", int64(-5), -1234.5, true, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), []string{"a", "b"}}
	end := "Vigie, essai ; suite"
	for lang, want := range map[string]string{
		"fr": "\ufefftexte;entier;nombre;vrai;jour;instant;liste;vigie_source;vigie_licence;vigie_as_of;vigie_snapshot;vigie_version\r\n" +
			"'=cmd();-5;-1234,5;true;2026-11-01;2026-11-01T08:00:00Z;\"a | b\";\"" + end + "\";\"Licence Ouverte 2.0\";2026-11-22;000001-aaaaaaaa;2\r\n" +
			"\"\";;;;;;;\"" + end + "\";\"Licence Ouverte 2.0\";2026-11-22;000001-aaaaaaaa;2\r\n",
		"en": "texte,entier,nombre,vrai,jour,instant,liste,vigie_source,vigie_licence,vigie_as_of,vigie_snapshot,vigie_version\r\n" +
			"'=cmd(),-5,-1234.5,true,2026-11-01,2026-11-01T08:00:00Z,\"a | b\",\"" + end + "\",\"Licence Ouverte 2.0\",2026-11-22,000001-aaaaaaaa,2\r\n" +
			"\"\",,,,,,,\"" + end + "\",\"Licence Ouverte 2.0\",2026-11-22,000001-aaaaaaaa,2\r\n",
	} {
		got := string(written(t, CSV, tableOf(lang, row, []any{"", nil, nil, nil, nil, nil, nil})))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

// Each format says where it comes from.
func TestFilesSayTheirOrigin(t *testing.T) {
	row := []any{"a", int64(1), 1.5, true, nil, nil, nil}
	table := tableOf("fr", row)
	want := map[string]string{"title": "Essai « = »", "source": "Vigie, essai ; suite", "licence": "Licence Ouverte 2.0", "as_of": "2026-11-22", "snapshot": "000001-aaaaaaaa", "version": "2", "indicator.title": "=2+2"}

	file, err := parquet.OpenFile(bytes.NewReader(written(t, Parquet, table)), int64(len(written(t, Parquet, table))))
	if err != nil {
		t.Fatal(err)
	}
	stream, err := ipc.NewReader(bytes.NewReader(written(t, Arrow, table)))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Release()
	metadata := stream.Schema().Metadata()
	for key, value := range want {
		if got, ok := file.Lookup(key); !ok || got != value {
			t.Errorf("parquet: %s = %q", key, got)
		}
		if got, ok := metadata.GetValue(key); !ok || got != value {
			t.Errorf("arrow: %s = %q", key, got)
		}
	}
	field := stream.Schema().Field(1).Metadata
	if got, _ := field.GetValue("unit"); got != "offres" {
		t.Errorf("arrow: unit of a column %q", got)
	}

	book, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX, table)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	about, err := book.GetRows("À propos")
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprint(about)
	for _, value := range want {
		if !strings.Contains(said, value) {
			t.Errorf("workbook: no %q in %s", value, said)
		}
	}
	props, err := book.GetDocProps()
	if err != nil || props.Title != want["title"] || props.Keywords != want["snapshot"] || props.Created != "2026-11-22T00:00:00Z" {
		t.Errorf("workbook: properties %+v, %v", props, err)
	}
}

// A workbook goes on in another sheet where one is full, and loses no row.
func TestWorkbookHasAsManySheetsAsItNeeds(t *testing.T) {
	var rows [][]any
	for i := range 25 {
		rows = append(rows, []any{"r", int64(i), nil, nil, nil, nil, nil})
	}
	var b bytes.Buffer
	if err := writeSheets(&b, tableOf("fr", rows...), 11); err != nil {
		t.Fatal(err)
	}
	got, err := readXLSX(b.Bytes())
	if err != nil || len(got) != 25 || got[24][1] != "24" {
		t.Errorf("%d rows, %v", len(got), err)
	}
}

func TestRefusals(t *testing.T) {
	for name, row := range map[string][]any{
		"an undefined figure": {"a", nil, math.NaN(), nil, nil, nil, nil},
		"an infinite figure":  {"a", nil, math.Inf(1), nil, nil, nil, nil},
		"a wrong type":        {int64(1), nil, nil, nil, nil, nil, nil},
		"a short row":         {"a"},
	} {
		for f := range readers {
			if err := Write(io.Discard, f, tableOf("fr", row)); err == nil {
				t.Errorf("%s: %s is written", f, name)
			}
		}
	}
	long := []any{strings.Repeat("é", cellUnits+1), nil, nil, nil, nil, nil, nil}
	var refused *ValueError
	if err := Write(io.Discard, XLSX, tableOf("fr", long)); !errors.As(err, &refused) || refused.Column != "texte" {
		t.Errorf("a text longer than a cell: %v", err)
	}
	if err := Write(io.Discard, CSV, tableOf("fr", long)); err != nil {
		t.Error(err)
	}
	broken := tableOf("fr")
	broken.Rows = func(yield func([]any, error) bool) { yield(nil, io.ErrUnexpectedEOF) }
	for f := range readers {
		if err := Write(io.Discard, f, broken); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: a source that fails: %v", f, err)
		}
	}
}

// Rows of two batches are all there, in order.
func TestLongTables(t *testing.T) {
	table := tableOf("fr")
	const n = batch + batch/2
	table.Rows = iter.Seq2[[]any, error](func(yield func([]any, error) bool) {
		for i := range n {
			if !yield([]any{"x", int64(i), 0.1, nil, nil, nil, nil}, nil) {
				return
			}
		}
	})
	for _, f := range []Format{CSV, Parquet, Arrow} {
		rows, err := readers[f](written(t, f, table))
		if err != nil || len(rows) != n || rows[n-1][1] != strconv.Itoa(n-1) {
			t.Errorf("%s: %d rows, %v", f, len(rows), err)
		}
	}
}

func TestAccepted(t *testing.T) {
	all := []Format{JSON, CSV, Parquet, Arrow, XLSX}
	for _, c := range []struct {
		accept  string
		offered []Format
		want    Format
	}{
		{"", all, JSON}, {"*/*", all, JSON}, {"application/json", all, JSON}, {"text/csv", all, CSV}, {"text/*", all, CSV}, {"text/csv;q=0.5, application/json;q=0.4", all, CSV},
		{"text/csv;q=0.5, */*", all, JSON}, {"application/vnd.apache.parquet, */*;q=0.1", all, Parquet}, {"application/vnd.apache.arrow.stream", all, Arrow},
		{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", all, XLSX}, {"text/csv", []Format{JSON}, JSON}, {"text/csv;q=0", all, JSON},
		{"text/html,application/xhtml+xml,*/*;q=0.8", all, JSON}, {"text/csv; charset=utf-8; header=present", all, CSV}, {";;;,text/csv", all, CSV},
	} {
		if got := Accepted(c.accept, c.offered); got != c.want {
			t.Errorf("Accept %q of %v: %s, want %s", c.accept, c.offered, got, c.want)
		}
	}
}
