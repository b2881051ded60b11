package attractivity

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

func TestApplicationsMessage(t *testing.T) {
	nine := 9.0
	for _, c := range []struct {
		age, mine, early, positions int
		median                      *float64
		alert                       bool
		want                        string
	}{
		{12, 4, 4, 1, &nine, true, "4\u00a0candidatures à J+12, la médiane du marché est à 9 : l'offre a attiré moins que le marché."},
		{1, 0, 0, 1, nil, false, "0\u00a0candidature à J+1."},
		{20, 6, 6, 3, &nine, false, "6\u00a0candidatures à J+20 pour 3\u00a0postes, la médiane du marché est à 9 par poste."},
		{730, 12, 5, 1, &nine, false, "12\u00a0candidatures à J+730, dont 5 à J+60, la médiane du marché à J+60 est à 9."},
		{216, 4, 4, 2, &nine, true, "4\u00a0candidatures à J+216 pour 2\u00a0postes, la médiane du marché à J+60 est à 9 par poste : l'offre a attiré moins que le marché."},
	} {
		if got := french.applications(c.age, c.mine, c.early, c.positions, c.median, c.alert); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestFrenchNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1\u00a0000", 1234567: "1\u00a0234\u00a0567"} {
		if got := french.whole(v); got != want {
			t.Errorf("whole(%v) = %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 1.25: "1,3", 9: "9", 64.06: "64,1"} {
		if got := french.number(v); got != want {
			t.Errorf("number(%v) = %q, want %q", v, got, want)
		}
	}
}

// said finds the sentences of the code.
var said = regexp.MustCompile(`say\(("(?:[^"\\]|\\.)*")`)

// Every sentence has its English, with the same figures in the same order, and no
// English is left of one that is gone.
func TestEnglishSaysEverything(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	sentences := map[string]bool{}
	for _, name := range sources {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range said.FindAllStringSubmatch(string(source), -1) {
			sentence, err := strconv.Unquote(found[1])
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			sentences[sentence] = true
		}
	}
	verbs := regexp.MustCompile(`%[a-z%]`)
	for s := range sentences {
		if !slices.Equal(verbs.FindAllString(s, -1), verbs.FindAllString(englishTexts[s], -1)) {
			t.Errorf("%q in English is %q", s, englishTexts[s])
		}
		if englishTexts[s] == "" {
			t.Errorf("no English for %q", s)
		}
	}
	for s := range englishTexts {
		if !sentences[s] {
			t.Errorf("nothing says %q any more", s)
		}
	}
}

func TestTimes(t *testing.T) {
	for v, want := range map[float64]string{1.42: "1,4", 1.04: "1,04", 2: "2", 0.97: "0,97"} {
		if got := french.times(v); got != want {
			t.Errorf("times(%v) = %q, want %q", v, got, want)
		}
	}
}

// TestWindowStart: the Go form of SQL's window_start(), 24 months before, the
// last day of a shorter month where there is none of that number.
func TestWindowStart(t *testing.T) {
	const leapDay, twoYearsBefore = 19782, 19051 // 2024-02-29, 2022-02-28
	if got := windowStart(leapDay); got != twoYearsBefore {
		t.Errorf("window of 2024-02-29 starts on day %d (%s), want %d", got, isoDay(got), twoYearsBefore)
	}
	if got := isoDay(windowStart(20414)); got != "2023-11-22" { // 2025-11-22
		t.Errorf("window of 2025-11-22 starts on %s", got)
	}
}
