package reference

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// table is one file read: its header as column positions, and its rows.
type table struct {
	name    string // base name of the file
	columns map[string]int
	rows    [][]string
	short   int // rows with fewer fields than the header, skipped
}

// errNotTable says that a file is no table that can be read here.
var errNotTable = errors.New("not a table")

// readable says whether a name may be that of a table.
func readable(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch filepath.Ext(name) {
	case ".csv", ".txt", ".psv", ".tsv", ".json", ".geojson":
		return true
	}
	return false
}

// openTable reads a file whole when its header is of interest, else gives nil.
func openTable(path string, wanted func(t *table) bool) (*table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	var in io.Reader = f
	name := filepath.Base(path)
	if strings.HasSuffix(strings.ToLower(name), ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("unzip %s: %w", path, err)
		}
		defer z.Close()
		in, name = z, name[:len(name)-len(".gz")]
	}
	const peek = 1 << 16
	head, err := io.ReadAll(io.LimitReader(in, peek))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	isJSON := strings.HasSuffix(strings.ToLower(filepath.Ext(name)), "json")
	if !isJSON {
		start := head
		if len(start) == peek { // cut at a whole line, if there is one
			start = start[:bytes.LastIndexByte(start, '\n')+1]
		}
		t, err := parseCSV(name, start)
		if err != nil || !wanted(t) {
			return nil, nil //nolint:nilerr // what can't be read as a table is not of interest
		}
	}
	rest, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	content := append(head, rest...)
	if isJSON {
		t, err := parseJSON(name, content)
		if err != nil || !wanted(t) {
			return nil, nil //nolint:nilerr // the same
		}
		return t, nil
	}
	t, err := parseCSV(name, content)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return t, nil
}

// parseCSV reads a header and rows: UTF-8, with or without a mark, or
// Windows-1252; parted by whichever of ; , | and tab the header holds most of.
func parseCSV(name string, content []byte) (*table, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(content) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(content)
		if err != nil {
			return nil, fmt.Errorf("decode %s: %w", name, err)
		}
		content = decoded
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.Comma = separator(content)
	r.LazyQuotes = true
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	if len(rows) == 0 {
		return nil, errNotTable
	}
	t := newTable(name, rows[0])
	for _, row := range rows[1:] {
		if len(row) < len(rows[0]) {
			t.short++
			continue
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

func separator(content []byte) rune {
	line, _, _ := bytes.Cut(content, []byte("\n"))
	best, most := ',', 0
	for _, sep := range ";,|\t" {
		if n := bytes.Count(line, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

// parseJSON reads an array of objects: the columns are the names in them, a list
// gives its first value, a GeoJSON point the columns lon and lat. The objects of a
// GeoJSON collection are the properties of its features, with their geometry as text.
func parseJSON(name string, content []byte) (*table, error) {
	objects, err := jsonObjects(content)
	if err != nil || len(objects) == 0 {
		return nil, errNotTable
	}
	t := newTable(name, nil)
	for _, object := range objects {
		row := make([]string, len(t.columns))
		set := func(column, value string) {
			i, known := t.columns[column]
			if !known {
				i = len(t.columns)
				t.columns[column] = i
			}
			for len(row) <= i {
				row = append(row, "")
			}
			row[i] = value
		}
		for key, value := range object {
			switch v := value.(type) {
			case []any:
				if len(v) > 0 {
					set(columnName(key), fmt.Sprint(v[0]))
				}
			case map[string]any:
				if point, ok := v["coordinates"].([]any); ok && len(point) == 2 {
					set("lon", fmt.Sprint(point[0]))
					set("lat", fmt.Sprint(point[1]))
				}
			case nil:
			default:
				set(columnName(key), fmt.Sprint(v))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

// jsonObjects reads an array of objects, or the features of a GeoJSON collection.
func jsonObjects(content []byte) ([]map[string]any, error) {
	read := func(into any) error {
		d := json.NewDecoder(bytes.NewReader(content))
		d.UseNumber()
		return d.Decode(into)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(content), []byte("{")) {
		var objects []map[string]any
		return objects, read(&objects)
	}
	var collection struct {
		Features []struct {
			Properties map[string]any
			Geometry   json.RawMessage
		}
	}
	if err := read(&collection); err != nil {
		return nil, err
	}
	var objects []map[string]any
	for _, f := range collection.Features {
		if f.Properties != nil {
			f.Properties["geometry"] = string(f.Geometry)
			objects = append(objects, f.Properties)
		}
	}
	return objects, nil
}

func newTable(name string, header []string) *table {
	t := &table{name: name, columns: make(map[string]int, len(header))}
	for i, h := range header {
		t.columns[columnName(h)] = i
	}
	return t
}

// columnName writes a column's name in one way: lower case, words joined by _.
func columnName(h string) string {
	h = strings.ToLower(strings.Trim(strings.TrimSpace(h), "#\"'"))
	return strings.NewReplacer(" ", "_", "-", "_", "é", "e").Replace(h)
}

// has says whether the table has one of the columns.
func (t *table) has(names ...string) bool {
	for _, n := range names {
		if _, there := t.columns[n]; there {
			return true
		}
	}
	return false
}

// reader gives, of a row, the first of the columns that holds something. Two
// apostrophes, as some official files write one, are one.
func (t *table) reader(names ...string) func(row []string) string {
	var at []int
	for _, n := range names {
		if i, there := t.columns[n]; there {
			at = append(at, i)
		}
	}
	return func(row []string) string {
		for _, i := range at {
			if i < len(row) {
				if v := strings.TrimSpace(row[i]); v != "" {
					return strings.ReplaceAll(v, "''", "'")
				}
			}
		}
		return ""
	}
}
