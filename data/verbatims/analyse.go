package verbatims

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"vigie/data/labels"
)

// Finding is what a verbatim says: its tone, one to three themes, and the words
// that decided, as they are written.
type Finding struct {
	Tone   string   `json:"tone"`
	Themes []string `json:"themes"`
	Why    []string `json:"why"`

	clarity []int // of each theme, how clearly it is told: thousandths of its score
}

// String is the tone, then each theme with how clearly it is told: "negatif delai:812".
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.Tone)
	for i, theme := range f.Themes {
		b.WriteString(" " + theme + ":" + strconv.Itoa(f.clarity[i]))
	}
	return b.String()
}

// ThemesMax is how many themes a verbatim has at most.
const ThemesMax = 3

// What the scores of themes are held against: a verbatim speaks of a theme from
// themeFrom on, of none when that scores otherMargin more than any theme; and the
// examples of a theme weigh classBalance times the many others.
const (
	themeFrom    = 0.05
	otherMargin  = 0.2
	classBalance = 2.0
)

// model is all that is learnt and known.
type model struct {
	vocabulary   *vocabulary
	ordinary     map[string]bool // plain words that are no name: written in small letters somewhere
	stems        map[string]bool // and their stems
	lexicon      *node
	tone, theme  index
	toneWeights  [][]float64 // by feature, then by tone
	themeWeights [][]float64
}

// learnt is made when first asked for, from files of the program: a mistake in
// them is one of the program, which its first test finds.
var learnt = sync.OnceValue(func() *model {
	all, err := readLabelled(labelledFile)
	if err != nil {
		panic(err)
	}
	m, err := learn(all)
	if err != nil {
		panic(err)
	}
	return m
})

// learn trains a model from labelled verbatims.
func learn(examples []example) (*model, error) {
	m := &model{vocabulary: newVocabulary(), tone: index{}, theme: index{}}
	var err error
	if m.lexicon, err = readLexicon(m.vocabulary); err != nil {
		return nil, err
	}
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = labels.Plain(e.text)
	}
	m.vocabulary.addTexts(texts)
	m.ordinary, m.stems = ordinary(examples), map[string]bool{}
	for w := range m.ordinary {
		m.stems[stem(w)] = true
	}
	var byTone, byTheme []vector
	var features []feature
	for _, e := range examples {
		r := read(m.vocabulary, m.lexicon, e.text)
		features = r.toneFeatures(features[:0])
		byTone = append(byTone, m.tone.vector(features, true))
		features = r.themeFeatures(features[:0])
		byTheme = append(byTheme, m.theme.vector(features, true))
	}
	columns := make([][]float64, len(tones))
	for c := range tones {
		columns[c] = train(byTone, func(i int) bool { return examples[i].tone == c }, len(m.tone), 1)
	}
	m.toneWeights = transpose(columns)
	columns = make([][]float64, len(themes))
	for c := range themes {
		columns[c] = train(byTheme, func(i int) bool { return examples[i].themes&(1<<c) != 0 }, len(m.theme), classBalance)
	}
	m.themeWeights = transpose(columns)
	return m, nil
}

func transpose(columns [][]float64) [][]float64 {
	rows := make([][]float64, len(columns[0]))
	for i := range rows {
		rows[i] = make([]float64, len(columns))
		for c := range columns {
			rows[i][c] = columns[c][i]
		}
	}
	return rows
}

// Analyse gives the tone and the themes of a verbatim, and why.
func Analyse(text string) Finding { return learnt().analyse(text) }

func (m *model) analyse(text string) Finding {
	r := read(m.vocabulary, m.lexicon, text)
	var kept [256]feature
	toneFeatures := r.toneFeatures(kept[:0])
	tone := best(scores(m.tone, m.toneWeights, toneFeatures, len(tones)))
	w := newWitness(&r)
	w.call(m.tone, m.toneWeights, toneFeatures, tone)
	themeFeatures := r.themeFeatures(toneFeatures[:0])
	themeScores := scores(m.theme, m.themeWeights, themeFeatures, len(themes))
	f := Finding{Tone: tones[tone]}
	for _, c := range themesOf(themeScores) {
		f.Themes = append(f.Themes, themes[c])
		f.clarity = append(f.clarity, int(math.Round(1000*themeScores[c])))
		w.call(m.theme, m.themeWeights, themeFeatures, c)
	}
	f.Why = w.words()
	return f
}

func scores(x index, weights [][]float64, features []feature, classes int) []float64 {
	v := x.vector(features, false)
	sums := make([]float64, classes)
	for k, at := range v.at {
		for c, w := range weights[at] {
			sums[c] += float64(w * v.value[k])
		}
	}
	return sums
}

func best(scores []float64) int {
	return slices.Index(scores, slices.Max(scores))
}

// themesOf are the themes of scores, best first: those above the threshold, else
// the best one. What speaks of something speaks of nothing else.
func themesOf(scores []float64) []int {
	top := best(scores[:other])
	if scores[other] > scores[top]+otherMargin {
		return []int{other}
	}
	found := []int{top}
	for c, s := range scores {
		if c != top && c != other && s >= themeFrom {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int {
		switch {
		case scores[a] > scores[b]:
			return -1
		case scores[a] < scores[b]:
			return 1
		}
		return 0
	})
	return found[:min(len(found), ThemesMax)]
}
