package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"vigie/api/export"
)

// exportable are addresses of lists that are given as files, with what tells a row.
func exportable(t *testing.T) []string {
	t.Helper()
	return []string{
		"/v1/offers", "/v1/offers?state=closed&department=75", "/v1/offers?q=zzzzzz", "/v1/alerts", "/v1/alerts?rule=duplicate",
		"/v1/indicators", "/v1/indicators/ent1?level=agency&period=month", "/v1/indicators/ent3?level=region", "/v1/indicators/ent2?period=year",
		"/v1/surveys/callbacks", "/v1/worklists/j30", "/v1/events", "/v1/events?by=type",
		"/v1/tables/ref.rome", "/v1/tables/ref.target",
	}
}

// with adds parameters to an address.
func with(address, params string) string {
	if strings.Contains(address, "?") {
		return address + "&" + params
	}
	return address + "?" + params
}

// pagesOf reads every page of a list as JSON.
func pagesOf(t *testing.T, base, address string) (rows []map[string]any) {
	t.Helper()
	cursor := ""
	for {
		at := address
		if cursor != "" {
			at = with(address, url.Values{"cursor": {cursor}}.Encode())
		}
		response, body := get(t, base+at)
		if response.StatusCode != 200 {
			t.Fatalf("%s: %d %s", at, response.StatusCode, body)
		}
		var page struct {
			Rows []map[string]any
			Next *string
		}
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, page.Rows...)
		if page.Next == nil {
			return rows
		}
		cursor = *page.Next
	}
}

// cellOf is a value of JSON as a file tells it.
func cellOf(v any, decimal string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strings.Replace(number(v), ".", decimal, 1)
	case bool:
		return strconv.FormatBool(v)
	case string:
		return export.Guard(v)
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = fmt.Sprint(item)
		}
		return export.Guard(strings.Join(items, " | "))
	}
	return fmt.Sprint(v)
}

// A file holds the rows and the figures of all the pages of its JSON answer.
func TestFilesAreTheWholeAnswer(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t), Version: "7"})
	for _, address := range exportable(t) {
		t.Run(address, func(t *testing.T) {
			rows := pagesOf(t, s.URL, address)
			for lang, d := range map[string]struct {
				comma   rune
				decimal string
			}{"fr": {';', ","}, "en": {',', "."}} {
				response, body := get(t, s.URL+with(address, "format=csv&lang="+lang))
				if response.StatusCode != 200 {
					t.Fatalf("%d %s", response.StatusCode, body)
				}
				text, marked := strings.CutPrefix(body, "\ufeff")
				if marked != (lang == "fr") {
					t.Errorf("%s: a mark of UTF-8: %v", lang, marked)
				}
				r := csv.NewReader(strings.NewReader(text))
				r.Comma = d.comma
				lines, err := r.ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				if len(lines) != len(rows)+1 {
					t.Fatalf("%s: %d lines for %d rows", lang, len(lines), len(rows))
				}
				for i, line := range lines[1:] {
					for j, name := range lines[0] {
						if strings.HasPrefix(name, "vigie_") {
							continue
						}
						want, ok := find(rows[i], name)
						if !ok {
							t.Fatalf("no %s in JSON", name)
						}
						if diff := cmp.Diff(cellOf(want, d.decimal), line[j]); diff != "" {
							t.Fatalf("%s: row %d, %s (-json +csv):\n%s", lang, i, name, diff)
						}
					}
				}
			}
			counts(t, s.URL, address, len(rows))
		})
	}
}

// find is a value of a row, or one of a part of it, whose columns bear its name before theirs.
func find(row map[string]any, name string) (any, bool) {
	if v, ok := row[name]; ok {
		return v, true
	}
	for part, v := range row {
		if rest, within := strings.CutPrefix(name, part+"_"); within {
			of, ok := v.(map[string]any)
			return of[rest], ok || v == nil
		}
	}
	return nil, false
}

// counts holds that the other formats have as many rows.
func counts(t *testing.T, base, address string, want int) {
	t.Helper()
	_, body := get(t, base+with(address, "format=parquet"))
	file, err := parquet.OpenFile(strings.NewReader(body), int64(len(body)))
	if err != nil || file.NumRows() != int64(want) {
		t.Errorf("parquet: %v, want %d rows", err, want)
	}
	_, body = get(t, base+address, "Accept", export.Arrow.Media())
	stream, err := ipc.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Release()
	rows := 0
	for stream.Next() {
		rows += int(stream.RecordBatch().NumRows())
	}
	if rows != want || stream.Err() != nil {
		t.Errorf("arrow: %d rows, %v, want %d", rows, stream.Err(), want)
	}
	_, body = get(t, base+with(address, "format=xlsx"))
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lines, err := book.GetRows("Données")
	if err != nil || len(lines) != want+1 {
		t.Errorf("workbook: %d lines, %v, want %d rows", len(lines), err, want)
	}
}

func TestFilesSayWhereTheyComeFrom(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t), Version: "7"})
	snap, release := fixture(t).Acquire()
	defer release()
	response, body := get(t, s.URL+"/v1/indicators/ent1?format=csv")
	media, params, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if err != nil || media != "text/csv" || params["charset"] != "utf-8" {
		t.Errorf("Content-Type %q", response.Header.Get("Content-Type"))
	}
	_, params, err = mime.ParseMediaType(response.Header.Get("Content-Disposition"))
	if want := "vigie-indicators-ent1-" + snap.AsOf + "-" + snap.ID + ".csv"; err != nil || params["filename"] != want {
		t.Errorf("file name %q, want %q", params["filename"], want)
	}
	first := strings.Split(body, "\r\n")[1]
	for _, want := range []string{snap.ID, snap.AsOf, "Licence Ouverte", "ent1 ", "/v1/indicators/ent1?format=csv"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in %s", want, first)
		}
	}
	_, body = get(t, s.URL+"/v1/offers?format=xlsx&state=closed&lang=en")
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	about, err := book.GetRows("About")
	if err != nil || !strings.Contains(fmt.Sprint(about), snap.ID) || !strings.Contains(fmt.Sprint(about), "vigie 7") {
		t.Errorf("about: %v, %v", about, err)
	}
}

// A format is part of the answer's name; what the parameter says goes before what is accepted.
func TestFormatIsChosen(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	const address = "/v1/indicators/ent1"
	tags := map[string]bool{}
	for _, c := range []struct{ params, accept, language, media, begins string }{
		{"", "", "", "application/json", "{"}, {"", "text/csv", "", "text/csv", "\ufeff"}, {"", "text/csv", "en", "text/csv", "level,"}, {"?format=csv&lang=fr", "", "en", "text/csv", "\ufefflevel;"},
		{"?format=json", "text/csv", "", "application/json", "{"}, {"?format=parquet", "", "", "application/vnd.apache.parquet", "PAR1"}, {"?format=xlsx", "application/json", "", export.XLSX.Media(), "PK"},
	} {
		response, body := get(t, s.URL+address+c.params, "Accept", c.accept, "Accept-Language", c.language)
		media, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
		if response.StatusCode != 200 || media != c.media || !strings.HasPrefix(body, c.begins) {
			t.Errorf("%+v: %d %s %.20q", c, response.StatusCode, media, body)
		}
		tag := response.Header.Get("ETag")
		if tags[tag] || !strings.Contains(response.Header.Get("Vary"), "Accept,") {
			t.Errorf("%+v: ETag %s, Vary %s", c, tag, response.Header.Get("Vary"))
		}
		tags[tag] = true
		if again, _ := get(t, s.URL+address+c.params, "Accept", c.accept, "Accept-Language", c.language, "If-None-Match", tag); again.StatusCode != 304 {
			t.Errorf("%+v: %d with its ETag", c, again.StatusCode)
		}
	}
	for _, refused := range []string{"/v1/indicators/ent1?format=pdf", "/v1/snapshots?format=csv", "/v1/indicators/none?format=csv", "/v1/indicators/ent1?format=csv&level=x"} {
		response, body := get(t, s.URL+refused)
		if response.StatusCode < 400 || response.Header.Get("Content-Type") != "application/problem+json" || response.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %s", refused, response.StatusCode, body)
		}
	}
}

// A file whose source fails on the way is cut, so that nobody takes it for the whole;
// one that fails at once is an error as any other.
func TestCutFilesAreNotWhole(t *testing.T) {
	s := &server{Deps: Deps{Now: time.Now}}
	e := echo.New()
	e.Use(recovered)
	e.GET("/:lines", func(c echo.Context) error {
		lines, err := strconv.Atoi(c.Param("lines"))
		if err != nil {
			return err
		}
		return s.send(c, export.CSV, export.Table{Name: "x", Columns: []export.Column{{Name: "texte"}}, Rows: func(yield func([]any, error) bool) {
			for range lines {
				if !yield([]any{strings.Repeat("x", 1000)}, nil) {
					return
				}
			}
			yield(nil, io.ErrNoProgress)
		}})
	})
	service := httptest.NewServer(e)
	defer service.Close()
	for lines, cut := range map[int]bool{1: false, 1000: true} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, service.URL+"/"+strconv.Itoa(lines), http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if cut && (response.StatusCode != 200 || !errors.Is(err, io.ErrUnexpectedEOF)) {
			t.Errorf("%d lines: status %d, %v", lines, response.StatusCode, err)
		}
		if !cut && (response.StatusCode != 500 || err != nil || response.Header.Get("Content-Disposition") != "") {
			t.Errorf("%d lines: status %d, %v", lines, response.StatusCode, err)
		}
	}
}
