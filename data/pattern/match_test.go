package pattern

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMatchIsThatOfRegexp: with room for many states, and for so few that they are
// forgotten on the way.
func TestMatchIsThatOfRegexp(t *testing.T) {
	for _, p := range []string{`\bab(?:a|b)*c\b`, `(?:ab|ba){2,3}c`, `\b(?:[1-3]\d|4[0-2]) ?(?:-|a|et) ?[2-6]\d ans\b`, `\bc ?(?:€|ab)\b`, `€{2}a`, `\w+ba\b ?`, `a\b`, `(?:a+ ){1,2}\bb`} {
		re := regexp.MustCompile(p)
		tree, err := syntax.Parse(p, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		whole, narrow := newMemo(lazilyMatched(tree)()), newMemo(lazilyMatched(tree)())
		narrow.most = 3
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "ab", "ba", " ", "-", " ans", "20", "35", "€", "é", "\xe2\x82", "\xff", "_"}), 0, 20).Draw(t, "text"), "")
			want := re.MatchString(text)
			for i, m := range []*memo{whole, narrow} {
				if got := m.match([]byte(text)); got != want {
					t.Fatalf("memo %d of %s in %q: %t, regexp says %t", i, p, text, got, want)
				}
			}
		})
	}
}
