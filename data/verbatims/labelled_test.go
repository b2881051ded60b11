package verbatims

import (
	"fmt"
	"hash/fnv"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"vigie/data/scorepage"
)

func labelledOf(t testing.TB, half string) []example {
	t.Helper()
	all, err := readLabelled(labelledFile)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(e example) bool { return e.half != half })
}

// score is what a model makes of examples that it was not trained on.
type score struct {
	examples, right    int
	confusion          [3][3]int // labelled, found
	hit, wrong, missed [10]int
	instead            [10][10]int // labelled and missed, found and not labelled
}

func (s *score) add(e example, f Finding) {
	s.examples++
	tone := slices.Index(tones, f.Tone)
	s.confusion[e.tone][tone]++
	if tone == e.tone {
		s.right++
	}
	for c, name := range themes {
		found, labelled := slices.Contains(f.Themes, name), e.themes&(1<<c) != 0
		switch {
		case found && labelled:
			s.hit[c]++
		case found:
			s.wrong[c]++
		case labelled:
			s.missed[c]++
			for i, other := range themes {
				if e.themes&(1<<i) == 0 && slices.Contains(f.Themes, other) {
					s.instead[c][i]++
				}
			}
		}
	}
}

// measure adds what a model trained on some examples makes of others.
func (s *score) measure(t *testing.T, trained, left []example) {
	t.Helper()
	m, err := learn(trained)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		s.add(e, m.analyse(e.text))
	}
}

func (s *score) tone() float64 { return float64(s.right) / float64(s.examples) }

func (s *score) f1(c int) float64 {
	return 2 * float64(s.hit[c]) / float64(2*s.hit[c]+s.wrong[c]+s.missed[c])
}

func (s *score) macro() float64 {
	sum := 0.0
	for c := range themes {
		sum += s.f1(c)
	}
	return sum / float64(len(themes))
}

func (s *score) log(t *testing.T) {
	t.Helper()
	t.Logf("%d verbatims, tone %.3f, themes macro-F1 %.3f", s.examples, s.tone(), s.macro())
	for i, row := range s.confusion {
		t.Logf("  %-8s found as %v: %v", tones[i], tones, row)
	}
	for c, name := range themes {
		t.Logf("  %-20s F1 %.3f (%d right, %d wrong, %d missed)", name, s.f1(c), s.hit[c], s.wrong[c], s.missed[c])
	}
}

// tables are those of docs/textes.md: the tones and the themes, each with what was found
// in its place.
func (s *score) tables() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d verbatims: tone right in %.3f; themes, macro-F1 %.3f.\n\n", s.examples, s.tone(), s.macro())
	fmt.Fprintf(&b, "| tone labelled | found %s | found %s | found %s |\n| --- | --- | --- | --- |\n", tones[0], tones[1], tones[2])
	for i, row := range s.confusion {
		fmt.Fprintf(&b, "| `%s` | %d | %d | %d |\n", tones[i], row[0], row[1], row[2])
	}
	b.WriteString("\n| theme | labelled | right | wrong | missed | F1 | found in its place |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for c, name := range themes {
		var instead []string
		for i, n := range s.instead[c] {
			if n > 0 {
				instead = append(instead, fmt.Sprintf("%s %d", themes[i], n))
			}
		}
		fmt.Fprintf(&b, "| `%s` | %d | %d | %d | %d | %.3f | %s |\n", name, s.hit[c]+s.missed[c], s.hit[c], s.wrong[c], s.missed[c], s.f1(c), strings.Join(instead, ", "))
	}
	return b.String()
}

// TestFolds: what models trained on parts of the tuning half make of the part left
// out; constants and lexicon are chosen by it, with -v.
func TestFolds(t *testing.T) {
	const folds = 8
	var s score
	for fold := range uint32(folds) {
		var rest, out []example
		for _, e := range labelledOf(t, "tune") {
			if hash(e.text)>>20%folds == fold {
				out = append(out, e)
			} else {
				rest = append(rest, e)
			}
		}
		s.measure(t, rest, out)
	}
	s.log(t)
}

// TestHeld: what a model trained on the tuning half alone makes of the held half.
func TestHeld(t *testing.T) {
	const leastTone, leastThemes = 0.85, 0.80
	var s score
	s.measure(t, labelledOf(t, "tune"), labelledOf(t, "held"))
	s.log(t)
	scorepage.Hold(t, "verbatims", s.tables())
	if s.tone() < leastTone || s.macro() < leastThemes {
		t.Errorf("tone %.3f, themes %.3f: want %.2f and %.2f", s.tone(), s.macro(), leastTone, leastThemes)
	}
}

// TestLabelledSet: every verbatim comes once, in the half that its text draws, and
// there are some of each tone and theme in both halves.
func TestLabelledSet(t *testing.T) {
	const least = 7
	seen := map[string]bool{}
	count := map[[3]string]int{}
	all, err := readLabelled(labelledFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if half := [...]string{"tune", "held"}[hash(e.text)>>16%2]; e.half != half || seen[e.text] {
			t.Errorf("%q: in half %s, drawn %s, or twice", e.text, e.half, half)
		}
		seen[e.text] = true
		for c, name := range themes {
			if e.themes&(1<<c) != 0 {
				count[[3]string{e.half, tones[e.tone], name}]++
			}
		}
		if n := bits.OnesCount16(e.themes); n > ThemesMax || n > 1 && e.themes&(1<<other) != 0 {
			t.Errorf("%q: themes %b", e.text, e.themes)
		}
	}
	for _, half := range []string{"tune", "held"} {
		for _, tone := range tones {
			for _, theme := range themes {
				if n := count[[3]string{half, tone, theme}]; n < least {
					t.Errorf("%s, %s, %s: %d verbatims", half, tone, theme, n)
				}
			}
		}
	}
}

// hash draws the half of a text, and its fold.
func hash(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}
