package pattern

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMatchIsThatOfRegexp: with room for many states, and for so few that they are
// forgotten on the way.
func TestMatchIsThatOfRegexp(t *testing.T) {
	for _, p := range []string{`\bab(?:a|b)*c\b`, `(?:ab|ba){2,3}c`, `\b(?:[1-3]\d|4[0-2]) ?(?:-|a|et) ?[2-6]\d ans\b`, `\bc ?(?:€|ab)\b`, `€{2}a`, `\w+ba\b ?`, `a\b`, `(?:a+ ){1,2}\bb`, `^ ?a.?b`, `b.{0,2}c$`, `^(?:ab|c)*$`, `c.b`, `a·b|^…?c`} {
		re := regexp.MustCompile(p)
		m, err := Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		whole, narrow := newMemo(m.program()), newMemo(m.program())
		narrow.most = 3
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "ab", "ba", " ", "-", " ans", "20", "35", "€", "é", "\xe2\x82", "\xff", "_", "\n", "…", "·"}), 0, 20).Draw(t, "text"), "")
			want := re.MatchString(text)
			for i, m := range []*memo{whole, narrow} {
				if got := m.match([]byte(text), len(text)+1); got != want {
					t.Fatalf("memo %d of %s in %q: %t, regexp says %t", i, p, text, got, want)
				}
			}
		})
	}
}

// TestRefusedMatchers: what is not told apart here is said, not missed.
func TestRefusedMatchers(t *testing.T) {
	for _, p := range []string{`[à-é]`, `(?i)abc`, `[^a]bc`, `(?m)^a`, `(?s)a.c`, `\Bab`, `(`} {
		if _, err := Compile(p); err == nil {
			t.Errorf("pattern %q is taken", p)
		}
	}
}
