package web

import (
	"fmt"
	"strings"
)

// language is how pages write one: French is the language of all pages, English
// that of the widget too. A text is written in French where it is used; english
// gives its translation, and a test holds that none is missing.
type language struct {
	code               string
	decimal, thousands string
	percent            string // pattern
	euros              string // pattern
	quarter            string // before the quarter's number on an axis
	texts              map[string]string
	words              map[string]map[string]string // codes of the answers, by list
	months             [12]string
	one                func(float64) bool // tells whether a number takes the singular
	agree              bool               // every word of a noun takes the plural's mark, not the last alone
}

// Languages lists the codes of the languages that the widget speaks, the default first.
func Languages() []string { return []string{french.code, english.code} }

// speak gives the language of a code, French for any other.
func speak(code string) *language {
	if code == english.code {
		return english
	}
	return french
}

// say writes a text, with its arguments.
func (l *language) say(text string, args ...any) string {
	if translated, ok := l.texts[text]; ok {
		text = translated
	} else {
		text = l.fine(text)
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// fine puts the spaces that the language wants into a sentence that is written in it.
func (l *language) fine(text string) string {
	if l.code != french.code {
		return text
	}
	return typeset(text)
}

// word gives a code in words; an unknown one is left as it is.
func (l *language) word(list, code string) string {
	if w, ok := l.words[list][code]; ok {
		return w
	}
	return code
}

// cuts names a cut, or two with a comma between.
func (l *language) cuts(by string) string {
	names := strings.Split(by, ",")
	for i := range names {
		names[i] = l.word("cut", names[i])
	}
	return strings.Join(names, " × ")
}

// plural writes a noun, given in French. It takes its mark if it has none.
func (l *language) plural(v float64, noun string) string {
	noun = l.word("noun", noun)
	if l.one(v) || strings.HasSuffix(noun, "s") {
		return noun
	}
	return noun + "s"
}
