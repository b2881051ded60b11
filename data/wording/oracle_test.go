package wording_test

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"vigie/data/labels"
	"vigie/data/rules"
	"vigie/data/wording"
)

// slow is the lexicon read literally: each pattern on the whole of each text.
var slow = sync.OnceValue(func() (lines []slowWording) {
	records, err := csv.NewReader(bytes.NewReader(rules.Wording)).ReadAll()
	if err != nil {
		panic(err)
	}
	for _, r := range records[1:] {
		w := slowWording{id: r[0], pattern: regexp.MustCompile(r[3])}
		if r[4] != "" {
			w.lawful = regexp.MustCompile(r[4])
		}
		lines = append(lines, w)
	}
	return lines
})

type slowWording struct {
	id              string
	pattern, lawful *regexp.Regexp
}

var sentenceEnd = regexp.MustCompile(`[\n!?;]|\.( |\n|$)`)

func (w slowWording) in(text, title string) bool {
	for _, at := range w.pattern.FindAllStringIndex(text, -1) {
		from, to := 0, len(text)
		for _, end := range sentenceEnd.FindAllStringIndex(text, -1) {
			switch {
			case end[0] < at[0]:
				from = end[0] + 1
			case end[0] >= at[1]:
				to = min(to, end[0])
			}
		}
		if w.lawful == nil || !w.lawful.MatchString(text[from:to]) && !w.lawful.MatchString(title) {
			return true
		}
	}
	return false
}

func findSlowly(title, description string) (ids []string) {
	title, description = labels.Plain(title), labels.Plain(description)
	for _, w := range slow() {
		if w.in(title, title) || w.in(description, title) {
			ids = append(ids, w.id)
		}
	}
	return ids
}

func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, title, description string) {
	t.Helper()
	var got []string
	for _, w := range wording.Find(title, description) {
		got = append(got, w.ID)
	}
	if want := findSlowly(title, description); !slices.Equal(got, want) || wording.IDs(title, description) != strings.Join(want, " ") {
		t.Fatalf("%q, %q: found %v, as identifiers %q; each pattern alone finds %v", title, description, got, wording.IDs(title, description), want)
	}
}

// TestAsEachPatternAlone: one reading finds what each pattern finds on the whole
// text, in labelled sentences put together, cut, and spelt in any way.
func TestAsEachPatternAlone(t *testing.T) {
	all := sentences(t)
	var words []string
	for _, s := range all {
		same(t, "Emploi en CDI", "Poste à pourvoir. "+s.text+"\nMerci de postuler.")
		same(t, s.text, "")
		words = append(words, strings.Fields(s.text)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	text := rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "parts") {
			part := rapid.OneOf(
				rapid.Custom(func(t *rapid.T) string { return rapid.SampledFrom(all).Draw(t, "sentence").text }),
				rapid.SampledFrom(words),
			).Draw(t, "part")
			switch rapid.IntRange(0, 5).Draw(t, "change") {
			case 0:
				part = strings.ToUpper(part)
			case 1:
				part = spell.Replace(part)
			case 2:
				part = part[rapid.IntRange(0, len(part)).Draw(t, "cut"):]
			}
			b.WriteString(part)
			b.WriteString(rapid.SampledFrom([]string{" ", ". ", "", "-", "\n", "'", ", ", "é", " \t", "_", "9"}).Draw(t, "between"))
		}
		return b.String()
	})
	rapid.Check(t, func(t *rapid.T) {
		same(t, text.Draw(t, "title"), text.Draw(t, "description"))
	})
}

var spell = strings.NewReplacer("'", "’", "-", "–", " ", "\u00a0", "oe", "œ", "é", "É", "e", "E")

// FuzzAsEachPatternAlone: on any bytes whatever.
func FuzzAsEachPatternAlone(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add("Serveur (H/F)", s.text)
	}
	f.Fuzz(func(t *testing.T, title, description string) { same(t, title, description) })
}

// BenchmarkFind is the cost of one reading of a text of an offer's length with one
// sentence of the labelled set in it, and the ratio to that of each pattern alone.
func BenchmarkFind(b *testing.B) {
	filler := strings.Repeat("Au sein d'une équipe de cinq personnes, vous assurez l'accueil des clients, la mise en rayon et l'encaissement.\nNous recherchons une personne motivée ; formation assurée. ", 6)
	all := sentences(b)
	one := func(find func(title, description string)) func(*testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(len(filler)))
			for i := 0; b.Loop(); i++ {
				find("Employé (H/F)", filler+all[i%len(all)].text)
			}
		}
	}
	b.Run("one-reading", one(func(t, d string) { wording.Find(t, d) }))
	b.Run("each-pattern", one(func(t, d string) { findSlowly(t, d) }))
}
