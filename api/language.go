package api

import (
	"net/http"

	"golang.org/x/text/language"
)

// spoken are the languages of the answers, the default first.
var spoken = language.NewMatcher([]language.Tag{language.French, language.English})

// languageOf tells the language that a request asks for, fr or en: its lang
// parameter where the address is all that the caller can choose, or its
// Accept-Language.
func languageOf(r *http.Request) string {
	asked := r.Header.Get("Accept-Language")
	if lang := r.URL.Query().Get("lang"); lang != "" {
		asked = lang
	}
	if asked == "" {
		return "fr"
	}
	tag, _ := language.MatchStrings(spoken, asked)
	base, _ := tag.Base()
	return base.String()
}
