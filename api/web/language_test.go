package web

import (
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// said finds the texts that the templates and the code write in a language.
var said = regexp.MustCompile(`say[( ]("(?:[^"\\]|\\.)*")`)

// Every text of the widget has its English, with the same figures in the same
// order, and no English is left of a text that is gone.
func TestEnglishSaysEverything(t *testing.T) {
	texts := map[string]bool{}
	for _, pattern := range []string{"html/*.html", "*.go"} {
		names, err := fs.Glob(os.DirFS("."), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range said.FindAllStringSubmatch(string(content), -1) {
				text, err := strconv.Unquote(found[1])
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				texts[text] = true
			}
		}
	}
	for text := range texts {
		translated, ok := english.texts[text]
		if !ok {
			t.Errorf("no English for %q", text)
		}
		if verbs(translated) != verbs(text) {
			t.Errorf("%q takes %s, %q takes %s", text, verbs(text), translated, verbs(translated))
		}
	}
	for text := range english.texts {
		if !texts[text] {
			t.Errorf("nothing says %q any more", text)
		}
	}
}

// verbs lists where a text takes its figures.
func verbs(text string) string {
	return strings.Join(regexp.MustCompile(`%[a-z%]`).FindAllString(text, -1), " ")
}
