package labels

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPlainIsReadEightBytesAtOnce: as character by character, behind what the buffer holds.
func TestPlainIsReadEightBytesAtOnce(t *testing.T) {
	parts := []string{"a", "Z", "@", "[", "`", "{", "0", "!", "\x7f", "\x00", "\x1f", " ", "  ", "\n", "\r", "\t", "é", "É", "÷", "\xc3", "\x80", "\xff", "œ", "’", "–", "\u00a0", "e\u0301", "½", "🚀", "Vous aimez"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 40).Draw(t, "text"), "")
		before := rapid.SampledFrom([]string{"", " ", "a"}).Draw(t, "before")
		want, _ := PlainFrom(s)
		if got := AppendPlain([]byte(before), s); string(got) != before+string(want) {
			t.Fatalf("%q behind %q: %q, character by character %q", s, before, got, want)
		}
	})
}
