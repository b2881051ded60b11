package data

import (
	"errors"
	"strings"
	"testing"
)

// TestSeal: every changed, lost or added byte of a sealed file is found.
func TestSeal(t *testing.T) {
	type note struct {
		Name string `json:"name"`
		Rows int    `json:"rows"`
	}
	text, err := Sealed(note{"core.offer", 12})
	if err != nil {
		t.Fatal(err)
	}
	var read note
	if err := Unseal(text, &read); err != nil || read.Rows != 12 {
		t.Fatalf("unseal: %+v, %v", read, err)
	}
	for i := range text {
		harmed := []byte(string(text))
		harmed[i] ^= 1
		if err := Unseal(harmed, &read); !errors.Is(err, ErrBrokenSeal) {
			t.Errorf("byte %d of %q changed: %v", i, text, err)
		}
		if err := Unseal(text[:i], &read); !errors.Is(err, ErrBrokenSeal) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if err := Unseal(append(text, '\n'), &read); !errors.Is(err, ErrBrokenSeal) {
		t.Errorf("a byte more: %v", err)
	}
	if _, err := Sealed([]int{1}); err == nil || !strings.Contains(err.Error(), "object") {
		t.Errorf("a list: %v, want that it can't be sealed", err)
	}
}
