package ingest

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// FuzzUTF8 holds the check of bytes against the standard library.
func FuzzUTF8(f *testing.F) {
	for _, s := range []string{"", "é", "préparation d'été", "\xc1\x80aaaaaaaa", "aaaaaaa\xc3", "aaaaaaa\xc3a", "€uro 😀 aaaaaaaaaa", "\xed\xa0\x80aaaaaaa", "aaaa\xf4\x90\x80\x80aaaaa", "\x80aaaaaaaa"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := validUTF8(text), utf8.Valid(text); got != want {
			t.Errorf("validUTF8(%q) = %v", text, got)
		}
	})
}

// FuzzScanner holds the scanner against a full JSON implementation: the same texts
// are JSON, and the same strings are read from them.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{
		`{}`, `[]`, `null`, `"é\u00e9\n\/"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83d\u0041"`, `-0.5e+10`, `01`, `1.`, `.5`, `-`, `{"a":[1,2,{"b":null}]}`,
		`{"a":1,}`, `[1,]`, `tru`, `"a` + "\n" + `"`, `"\x"`, `"\`, ` 1 `, `1 2`, `{"a" 1}`, `{"a":}`, `"\u12"`, "\"\x7f\"", `[[[[]]]]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.Count(text, "[")+strings.Count(text, "{") > maxDepth/2 {
			return
		}
		s := scanner{data: []byte(text)}
		ok := s.peek() != 0 && s.skip(0) && s.peek() == 0 && s.pos == len(s.data)
		d := jsontext.NewDecoder(strings.NewReader(text), jsontext.AllowDuplicateNames(true))
		value, err := d.ReadValue()
		if err == nil {
			value = bytes.Clone(value)
			_, err = d.ReadToken()
		}
		if want := err == io.EOF && value != nil; ok != want {
			t.Fatalf("%q: scanner says %v, jsontext %v (%v)", text, ok, want, err)
		}
		if ok && value.Kind() == '"' {
			var want string
			if err := json.Unmarshal(value, &want); err != nil {
				t.Fatal(err)
			}
			s := scanner{data: []byte(text)}
			s.peek()
			if got, ok := s.str(); !ok || got != want {
				t.Fatalf("%q: read %q, want %q", text, got, want)
			}
		}
	})
}

func TestScannerDepth(t *testing.T) {
	s := scanner{data: []byte(strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000))}
	if s.skip(0) {
		t.Error("a text nested 10 000 deep was accepted")
	}
}
