package wording_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

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

// TestHeld: precision and recall on the held half, which no one reads to tune: of
// criteria, of sentences as suspect or not, and of each criterion.
func TestHeld(t *testing.T) {
	const least = 0.9
	all := sentences(t, "held", "fresh")
	whole, suspect, by := measure(all, func(sentence, string, string, []wording.Finding) {})
	t.Logf("%d sentences: %v", len(all), whole)
	t.Logf("  suspect or not: %v", suspect)
	for _, c := range slices.SortedFunc(maps.Keys(by), cmp.Compare) {
		t.Logf("  %-16s %v", c, *by[c])
	}
	if len(all) < 300 || whole.precision() < least || whole.recall() < least {
		t.Errorf("%d sentences, %v: want 300 and %.2f", len(all), whole, least)
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
