package ingest

import (
	"strconv"
	"testing"
)

// FuzzDecimal holds the short way of reading a number against the standard library.
func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"", "0", "-0", "-", "48.877", "-2.338", "0.1", "1.", ".5", "1.2.3", "007", "999999999999999", "0.00000000000001", "1e3", "+1", "9007199254740993"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := readDecimal(text)
		if !ok {
			return
		}
		if want, err := strconv.ParseFloat(text, 64); err != nil || got != want {
			t.Errorf("readDecimal(%q) = %v, want %v (%v)", text, got, want, err)
		}
	})
}
