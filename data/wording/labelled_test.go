package wording_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vigie/data/scorepage"
	"vigie/data/wording"
)

// sentence is a line of the labelled set: what is to be found in it, if anything, and the
// words that say it, where they are given. half is tune, held, or of no half: fresh, measured
// once and not read, as held; read, measured once and then read to tune; first, written with
// the first lexicon.
type sentence struct {
	half        string
	criteria    []string
	title, text string
	spans       []string
}

func (s sentence) offer() wording.Offer { return wording.Offer{Title: s.title, Description: s.text} }

func sentences(t testing.TB, halves ...string) (all []sentence) {
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
		if len(halves) == 0 || slices.Contains(halves, r[0]) {
			s := sentence{r[0], strings.Fields(r[1]), r[2], r[3], nil}
			if r[4] != "" {
				s.spans = strings.Split(r[4], "|")
			}
			all = append(all, s)
		}
	}
	return all
}

func criteria(found []wording.Finding) (all []string) {
	for _, f := range found {
		all = append(all, f.Criterion)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// score counts criteria: those found that are labelled, found that are not, and missed.
type score struct{ right, wrong, missed float64 }

func (s score) precision() float64 { return s.right / (s.right + s.wrong) }
func (s score) recall() float64    { return s.right / (s.right + s.missed) }
func (s score) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f (%.0f right, %.0f wrong, %.0f missed)", s.precision(), s.recall(), s.right, s.wrong, s.missed)
}

// measure holds what is found against what is labelled; told hears of each error.
func measure(all []sentence, told func(s sentence, verdict, criterion string, found []wording.Finding)) (whole, sentences score, by map[string]*score) {
	by = map[string]*score{}
	of := func(c string) *score {
		if by[c] == nil {
			by[c] = &score{}
		}
		return by[c]
	}
	for _, s := range all {
		found := wording.Find(s.offer())
		got := criteria(found)
		for _, c := range got {
			if slices.Contains(s.criteria, c) {
				whole.right, of(c).right = whole.right+1, of(c).right+1
				continue
			}
			whole.wrong, of(c).wrong = whole.wrong+1, of(c).wrong+1
			told(s, "wrong", c, found)
		}
		for _, c := range s.criteria {
			if !slices.Contains(got, c) {
				whole.missed, of(c).missed = whole.missed+1, of(c).missed+1
				told(s, "missed", c, found)
			}
		}
		switch {
		case len(got) > 0 && len(s.criteria) > 0:
			sentences.right++
		case len(got) > 0:
			sentences.wrong++
		case len(s.criteria) > 0:
			sentences.missed++
		}
	}
	return whole, sentences, by
}

// TestTuned: what is made of the half that the lexicon is tuned on; -v lists each error.
func TestTuned(t *testing.T) {
	const least = 0.95
	all := sentences(t, "tune", "first", "read")
	whole, _, _ := measure(all, func(s sentence, verdict, criterion string, found []wording.Finding) {
		ids := []string{}
		for _, f := range found {
			if f.Criterion == criterion {
				ids = append(ids, f.ID+" «"+f.Text+"»")
			}
		}
		t.Logf("%s: %s %s %v %s", s.half, verdict, criterion, ids, s.title+"|"+s.text)
	})
	t.Logf("%d sentences: %v", len(all), whole)
	if whole.precision() < least || whole.recall() < least {
		t.Errorf("%v: want %.2f", whole, least)
	}
}

// TestHeld: precision and recall on what no one reads to tune, the held half and the
// fresh batches: of criteria, of sentences as suspect or not, and of each criterion with
// what was found in its place. docs/textes.md has the table.
func TestHeld(t *testing.T) {
	const least = 0.9
	all := sentences(t, "held", "fresh")
	instead := map[string]map[string]int{}
	whole, suspect, by := measure(all, func(s sentence, verdict, criterion string, found []wording.Finding) {
		for _, c := range criteria(found) {
			if verdict == "missed" && !slices.Contains(s.criteria, c) {
				if instead[criterion] == nil {
					instead[criterion] = map[string]int{}
				}
				instead[criterion][c]++
			}
		}
	})
	fresh, _, _ := measure(sentences(t, "fresh"), func(sentence, string, string, []wording.Finding) {})
	var table strings.Builder
	line := func(name string, s score, instead string) {
		fmt.Fprintf(&table, "| %s | %.0f | %.0f | %.0f | %.0f | %s | %s | %s |\n", name, s.right+s.missed, s.right, s.wrong, s.missed, share(s.precision()), share(s.recall()), instead)
	}
	table.WriteString("| criterion | labelled | right | wrong | missed | precision | recall | found in its place |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	line(fmt.Sprintf("**all, of %d sentences**", len(all)), whole, "")
	line(fmt.Sprintf("of them %d of fresh batches", len(sentences(t, "fresh"))), fresh, "")
	line("sentences, suspect or not", suspect, "")
	for _, c := range slices.SortedFunc(maps.Keys(by), cmp.Compare) {
		var names []string
		for _, other := range slices.Sorted(maps.Keys(instead[c])) {
			names = append(names, fmt.Sprintf("%s %d", other, instead[c][other]))
		}
		line("`"+c+"`", *by[c], strings.Join(names, ", "))
	}
	scorepage.Hold(t, "wording", table.String())
	if len(all) < 300 || whole.precision() < least || whole.recall() < least {
		t.Errorf("%d sentences, %v: want 300 and %.2f", len(all), whole, least)
	}
}

// share is a share of a table, nothing where there is none.
func share(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return fmt.Sprintf("%.3f", x)
}

// TestSpans: what is found stands on the words that say it, where these are labelled.
func TestSpans(t *testing.T) {
	const least = 0.95
	on, all := 0.0, 0.0
	for _, s := range sentences(t) {
		found := wording.Find(s.offer())
		for _, words := range s.spans {
			at := utf8.RuneCountInString(s.text[:strings.Index(s.text, words)])
			end := at + utf8.RuneCountInString(words)
			isOn := func(f wording.Finding) bool { return f.Field == "description" && f.Start < end && at < f.End }
			if len(found) > 0 {
				all++
				if slices.ContainsFunc(found, isOn) {
					on++
				}
			}
		}
	}
	t.Logf("%.0f of %.0f", on, all)
	if on < least*all || all < 500 {
		t.Errorf("%.0f of %.0f found on the words: want %.2f of 500", on, all, least)
	}
}

// TestLabelledSet: every sentence comes once, in the half that its text draws.
func TestLabelledSet(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sentences(t) {
		h := fnv.New32a()
		h.Write([]byte(s.text))
		half := [...]string{"tune", "held"}[h.Sum32()>>16%2]
		isDrawn := s.half == "tune" || s.half == "held"
		if isDrawn && s.half != half || seen[s.title+s.text] {
			t.Errorf("%q: in half %s, drawn %s, or twice", s.text, s.half, half)
		}
		seen[s.title+s.text] = true
	}
}
