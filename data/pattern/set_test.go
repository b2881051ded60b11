package pattern_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/data/pattern"
)

// patterns hold what a lexicon may: alternatives, digits, repeats, literals that
// hold or overlap one another, that are long, beside \b or at a distance.
var patterns = []string{
	`\bab(?:a|b)*c\b`, `abab`, `\b(?:[1-3]\d|4[0-2])(?: ans)? ?(?:-|a|et) ?[2-6]\d ans\b`, `a{2,3}b`, `b+a`, `(?:abc|bc) (?:[a-z]+ ){0,2}(?:ca|cab)s?\b`,
	`\bc-?ab?\b|\bans [abc]\b`, `\w+ba`, `cab|ca`, `\bc ?(?:€|ab)`,
	`\b(?:ab|c)[a-c ]{0,6}?\b(?:ans|20)\b`, `(?:a |b )*c[ab]*(?: ans| et){1,2} ?\d?`, `\b(?:ab )+ans\b`, `(?:ab){8}c?|\ba(?:bab){2,}c\b`,
	`\b-? ?ab\b ?-`, `\b(?:ab|20)\b(?:[a-c ]+-)?[a-c -]{0,9}\b(?:c|35)(?: ans)?\b`, `(?:\bans|c\b)[a-c0-9 ]*-`, `b(?:\b|c)a?\b `,
}

type match struct{ pattern, from, to int }

// TestAsRegexp: the matches are those of each pattern alone.
func TestAsRegexp(t *testing.T) {
	var sets []*pattern.Set
	for _, ordinary := range []string{"ab abab 20 ans", "c " + strings.Repeat("z", 900), strings.Repeat("z", 900) + " 35-ab"} {
		set, err := pattern.New(patterns, ordinary)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	var alone []*regexp.Regexp
	for _, p := range patterns {
		alone = append(alone, regexp.MustCompile(p))
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "ab", "abab", " ", "-", "ans", "20", "35 ans", "4", "é", "€", "c€", "…", "\n", "\xff", "_", " et ", "."}), 0, 30).Draw(t, "text"), "")
		want := []match{}
		for i, p := range alone {
			for _, m := range p.FindAllStringIndex(text, -1) {
				want = append(want, match{i, m[0], m[1]})
			}
		}
		for i, set := range sets {
			got := []match{}
			set.Each([]byte(text), func(p, from, to int) bool {
				got = append(got, match{p, from, to})
				return true
			})
			slices.SortStableFunc(got, func(a, b match) int { return a.pattern - b.pattern })
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(match{})); diff != "" {
				t.Fatalf("set %d, %q (-alone +together):\n%s", i, text, diff)
			}
		}
	})
}

// TestStops: the caller may have enough.
func TestStops(t *testing.T) {
	set, err := pattern.New([]string{`a`}, "")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	set.Each([]byte("aaa"), func(int, int, int) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("called %d times after it said to stop at 2", n)
	}
}

// TestRefused: what cannot be looked for this way is said, not missed.
func TestRefused(t *testing.T) {
	for _, p := range []string{`[a-z]+`, `a?`, `été`, `(?i)abc`, `a.c`, `^abc`, `abc$`, `abc|[a-z]+x?`, `(`, `[^a]bc`} {
		if _, err := pattern.New([]string{p}, ""); err == nil {
			t.Errorf("pattern %q is taken", p)
		}
	}
}
