package wording

import (
	"bytes"
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"vigie/data/labels"
	"vigie/data/rules"
)

// slow is the lexicon read literally: each pattern on the whole of each text.
var slow = sync.OnceValue(func() (patterns []*regexp.Regexp) {
	expand, err := readTerms(rules.WordingTerms)
	if err != nil {
		panic(err)
	}
	records, err := csv.NewReader(bytes.NewReader(rules.Wording)).ReadAll()
	if err != nil {
		panic(err)
	}
	at := slices.Index(records[0], "pattern")
	for _, r := range records[1:] {
		p, err := expand(r[at])
		if err != nil {
			panic(err)
		}
		patterns = append(patterns, regexp.MustCompile(p))
	}
	return patterns
})

func findSlowly(o Offer) (ids []string) {
	all, title := All(), []byte(labels.Plain(o.Title))
	for i, p := range slow() {
		isThere := func(text []byte) bool {
			return slices.ContainsFunc(p.FindAllIndex(text, -1), func(m []int) bool {
				return !all[i].isLawful(around{title, text, m[0], m[1], o.CreatedOn})
			})
		}
		if isThere(title) || isThere([]byte(labels.Plain(o.Description))) {
			ids = append(ids, all[i].ID)
		}
	}
	return ids
}

func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, o Offer) {
	t.Helper()
	if got, want := IDs(o), strings.Join(findSlowly(o), " "); got != want {
		t.Fatalf("%+v: found %q; each pattern alone finds %q", o, got, want)
	}
}

// labelled are the texts of the labelled set.
func labelled(t testing.TB) (texts []string) {
	t.Helper()
	file, err := os.Open("testdata/labelled.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		texts = append(texts, r[3])
	}
	return texts
}

// TestAsEachPatternAlone: one reading finds what each pattern finds on the whole text, and
// what is found stands where its span says, in labelled sentences put together, cut, and
// spelt in any way.
func TestAsEachPatternAlone(t *testing.T) {
	all := labelled(t)
	var words []string
	for _, s := range all {
		words = append(words, strings.Fields(s)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	text := rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 5).Draw(t, "parts") {
			part := rapid.OneOf(rapid.SampledFrom(all), rapid.SampledFrom(words)).Draw(t, "part")
			switch rapid.IntRange(0, 5).Draw(t, "change") {
			case 0:
				part = strings.ToUpper(part)
			case 1:
				part = spell.Replace(part)
			case 2:
				part = part[rapid.IntRange(0, len(part)).Draw(t, "cut"):]
			}
			b.WriteString(part)
			b.WriteString(rapid.SampledFrom([]string{" ", ". ", "", "-", "\n", "'", ", ", "é", " \t", "_", "9", "🚀"}).Draw(t, "between"))
		}
		return b.String()
	})
	rapid.Check(t, func(t *rapid.T) {
		o := Offer{Title: text.Draw(t, "title"), Description: text.Draw(t, "description")}
		same(t, o)
		for _, f := range Find(o) {
			of := map[string]string{"intitule": o.Title, "description": o.Description}[f.Field]
			if runes := []rune(of); strings.ToValidUTF8(of, "") == of && string(runes[f.Start:f.End]) != f.Text {
				t.Fatalf("%s: span [%d, %d] of %q is not %q", f.ID, f.Start, f.End, of, f.Text)
			}
		}
	})
}

var spell = strings.NewReplacer("'", "’", "-", "–", " ", "\u00a0", "oe", "œ", "é", "e\u0301", "e", "E")

// FuzzAsEachPatternAlone: on any bytes whatever.
func FuzzAsEachPatternAlone(f *testing.F) {
	for i, s := range labelled(f) {
		if i%40 == 0 {
			f.Add("Serveur (H/F)", s)
		}
	}
	f.Fuzz(func(t *testing.T, title, description string) {
		o := Offer{Title: title, Description: description}
		same(t, o)
		Find(o)
	})
}
