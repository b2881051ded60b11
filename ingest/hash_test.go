package ingest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"testing"
)

// TestPseudonym holds pseudonyms against the library's base32.
func TestPseudonym(t *testing.T) {
	h := newHasher(testKey)
	for i := range 2000 {
		raw := strings.Repeat("x", i%90) + fmt.Sprint(i)
		mac := hmac.New(sha256.New, testKey)
		mac.Write([]byte(raw))
		want := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:16])
		if got := h.pseudonym(&arena{}, raw); got != want {
			t.Fatalf("pseudonym of %q: %q, want %q", raw, got, want)
		}
	}
}
