package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// pieces reads a splitter to its end: each record with its line or row number.
func pieces(s splitter) ([]string, error) {
	var all []string
	for {
		b, err := s.next()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		switch {
		case b.tooLong:
			all = append(all, fmt.Sprintf("%d:too long", b.line))
		case b.ends == nil:
			for i, line := range strings.Split(strings.TrimSuffix(string(b.data), "\n"), "\n") {
				all = append(all, fmt.Sprintf("%d:%s", b.line+int64(i), line))
			}
		default:
			from, line := 0, b.line
			for _, end := range b.ends {
				text := string(b.data[from:end])
				all = append(all, fmt.Sprintf("%d:%s", line, strings.TrimSpace(text)))
				if b.form == formCSV {
					line += int64(strings.Count(text, "\n"))
				} else {
					line++
				}
				from = end
			}
		}
	}
}

// sized makes a splitter that reads a few bytes at a time.
func sized(t *testing.T, s splitter, size int) splitter {
	t.Helper()
	switch s := s.(type) {
	case *lineSplitter:
		s.size = size
	case *valueSplitter:
		s.size = size
	case *csvSplitter:
		s.lines.size = size
	}
	return s
}

func TestJSONShapes(t *testing.T) {
	const two = `1:{"id":"a","t":"[{\"]"}|2:{"id":"b"}`
	for _, c := range []struct{ name, text, want string }{
		{"lines", "{\"id\":\"a\",\"t\":\"[{\\\"]\"}\n{\"id\":\"b\"}\n", two},
		{"lines without a last line end", "{\"id\":\"a\",\"t\":\"[{\\\"]\"}\n{\"id\":\"b\"}", two},
		{"array", `[{"id":"a","t":"[{\"]"},{"id":"b"}]`, two},
		{"array over lines", "[\n {\"id\":\"a\",\"t\":\"[{\\\"]\"},\n {\"id\":\"b\"}\n]\n", two},
		{"v2 answer", `{"resultats":[{"id":"a","t":"[{\"]"},{"id":"b"}],"filtresPossibles":[{"filtre":"}]"}]}`, two},
		{"v2 answer, filters first", "{\n\"filtresPossibles\":[{\"filtre\":\"}]\"}],\n\"resultats\":[{\"id\":\"a\",\"t\":\"[{\\\"]\"},{\"id\":\"b\"}]}", two},
		{"objects over lines", "{\n\"id\":\"a\",\"t\":\"[{\\\"]\"}\n{\n\"id\":\"b\"\n}\n", "1:{\n\"id\":\"a\",\"t\":\"[{\\\"]\"}|2:{\n\"id\":\"b\"\n}"},
		{"empty array", `[]`, ""},
		{"empty v2 answer", `{"resultats":[]}`, ""},
		{"nothing", ``, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for size := 1; size < 70; size++ {
				s, err := newJSONSplitter(bufio.NewReaderSize(strings.NewReader(c.text), 4096))
				if err != nil {
					t.Fatal(err)
				}
				got, err := pieces(sized(t, s, size))
				if err != nil || strings.Join(got, "|") != c.want {
					t.Fatalf("read %d bytes at a time: %q, %v; want %q", size, got, err, c.want)
				}
			}
		})
	}
}

// TestCutJSON proves that a JSON document that was cut anywhere is unreadable.
func TestCutJSON(t *testing.T) {
	for _, whole := range []string{
		`[{"id":"a","t":"x]"},{"id":"b"}]`,
		`{"resultats":[{"id":"a"},{"id":"b"}],"filtresPossibles":[{"filtre":"x"}]}`,
	} {
		start := strings.IndexByte(whole, '[') + 1
		for n := start; n < len(whole); n++ {
			s, err := newJSONSplitter(bufio.NewReaderSize(strings.NewReader(whole[:n]), 4096))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := pieces(sized(t, s, 5)); !errors.Is(err, errUnreadable) {
				t.Errorf("%q was read: %v", whole[:n], err)
			}
		}
	}
	for _, text := range []string{`[{"id":"a"},]`, `[{"id":"a"}] x`, `[{"id":"a"}]]`, `{"resultats":[]} {}`, `[{"id":"a"}}`} {
		s, err := newJSONSplitter(bufio.NewReaderSize(strings.NewReader(text), 4096))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := pieces(s); !errors.Is(err, errUnreadable) {
			t.Errorf("%q was read as %q: %v", text, got, err)
		}
	}
}

func TestTooLongRecords(t *testing.T) {
	long := strings.Repeat("x", maxRecord+10)
	veryLong := strings.Repeat("x", 4*maxRecord)
	for name, c := range map[string]struct{ format, text, want string }{
		"lines":          {"ndjson", "{\"id\":\"a\"}\n{\"t\":\"" + veryLong + "\"}\n{\"id\":\"b\"}\n", "1:{\"id\":\"a\"}|2:too long|3:{\"id\":\"b\"}"},
		"last line":      {"ndjson", "{\"id\":\"a\"}\n{\"t\":\"" + veryLong + "\"}", "1:{\"id\":\"a\"}|2:too long"},
		"array":          {"json", `[{"id":"a"},{"t":"` + veryLong + `]\""},{"id":"b"}]`, `1:{"id":"a"}|2:too long|3:{"id":"b"}`},
		"end of array":   {"json", `[{"id":"a"},{"t":"` + veryLong + `"}]`, `1:{"id":"a"}|2:too long`},
		"csv row":        {"csv", "1;a\n2;" + veryLong + "\n3;c\n", "1:1;a|2:too long|3:3;c"},
		"csv open quote": {"csv", "1;a\n2;\"" + long + "\n3;c\n" + strings.Repeat("4;d\n", maxRecord/4), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := bufio.NewReaderSize(strings.NewReader(c.text), 4096)
			var s splitter = newLineSplitter(r)
			switch c.format {
			case "json":
				var err error
				if s, err = newJSONSplitter(r); err != nil {
					t.Fatal(err)
				}
			case "csv":
				s = newCSVSplitter(r, &header{delimiter: ';'})
			}
			got, err := pieces(s)
			if err != nil {
				t.Fatal(err)
			}
			if c.want == "" { // the row of the open quote ends with its line; the others are whole
				if len(got) != maxRecord/4+3 || got[2] != "3:3;c" {
					t.Errorf("%d records, the third %.40q", len(got), got[2])
				}
				return
			}
			if joined := strings.Join(got, "|"); joined != c.want {
				t.Errorf("got %.200q, want %q", joined, c.want)
			}
		})
	}
}

// FuzzSplitters holds that a file gives the same records however many bytes are
// read at a time, and that records of an array are those that a JSON reader sees.
func FuzzSplitters(f *testing.F) {
	for _, s := range []string{
		"a;b\n\"x\n\";\"y\"\"z\"\n", "\"a;b\nc;d\n", "a\r\nb\r\n", "[1,\"],\",[2]]", "{\"resultats\":[{},{}]}", "{\n}\n{\n}", "[\"\\\\\",\"\\\"\"]", "\n\n",
		"a;\"b\"c;d\n\"e;f",
	} {
		f.Add(s, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		size := int(n%64) + 1
		split := func(csv bool, size int) (string, error) {
			r := bufio.NewReaderSize(strings.NewReader(text), 4096)
			var s splitter = newCSVSplitter(r, &header{delimiter: ';'})
			if !csv {
				var err error
				if s, err = newJSONSplitter(r); err != nil {
					t.Fatal(err)
				}
			}
			got, err := pieces(sized(t, s, size))
			return strings.Join(got, "|"), err
		}
		for _, csv := range []bool{true, false} {
			small, err1 := split(csv, size)
			large, err2 := split(csv, 1<<16)
			if (err1 == nil) != (err2 == nil) || (err1 == nil && small != large) {
				t.Errorf("csv %v, %d bytes at a time: %q, %v\nat once: %q, %v", csv, size, small, err1, large, err2)
			}
		}
		var array []json.RawMessage
		if trimmed := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(trimmed, "[") && json.Unmarshal([]byte(text), &array) == nil {
			s, err := newJSONSplitter(bufio.NewReaderSize(strings.NewReader(text), 4096))
			if err != nil {
				t.Fatal(err)
			}
			got, err := pieces(sized(t, s, size))
			if err != nil || len(got) != len(array) {
				t.Fatalf("%q: %d records, %v; want %d", text, len(got), err, len(array))
			}
			for i, want := range array {
				if _, record, _ := strings.Cut(got[i], ":"); record != string(bytes.TrimSpace(want)) {
					t.Errorf("record %d of %q is %q, want %q", i, text, record, want)
				}
			}
		}
	})
}
