package pools

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// What may never reach a score. A field is refused when one of its words is here.
var protected = []string{
	"age", "birth", "born", "sex", "sexe", "gender", "civility", "nationality", "citizenship", "ethnicity", "origin",
	"name", "firstname", "surname", "lastname", "address", "street", "phone", "email", "photo",
	"family", "marital", "children", "pregnancy", "health", "disability", "handicap", "rqth",
	"religion", "union", "opinion", "politics", "orientation",
}

func TestNoProtectedCriterionIsStored(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var fields int
	var look func(reflect.Type)
	look = func(ty reflect.Type) {
		switch ty.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			look(ty.Elem())
			if ty.Kind() == reflect.Map {
				look(ty.Key())
			}
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[ty] || !strings.HasSuffix(ty.PkgPath(), "analytics/pools") {
			return
		}
		seen[ty] = true
		for i := range ty.NumField() {
			f := ty.Field(i)
			fields++
			for _, text := range []string{f.Name, f.Tag.Get("json")} {
				for _, word := range wordsOf(text) {
					if slices.Contains(protected, word) {
						t.Errorf("%s.%s holds the protected word %q", ty, f.Name, word)
					}
				}
			}
			look(f.Type)
		}
	}
	for _, v := range []any{JobSeeker{}, OpenOffer{}, Application{}, Builder{}, Index{}, search{}, judgement{}, Pool{}, Query{}} {
		look(reflect.TypeOf(v))
	}
	if fields < 80 {
		t.Errorf("only %d fields were looked at", fields)
	}
}

func TestWordsOf(t *testing.T) {
	got := wordsOf("BirthDate job_seekerAge,omitempty language")
	if want := []string{"birth", "date", "job", "seeker", "age", "omitempty", "language"}; !slices.Equal(got, want) {
		t.Errorf("words %q, want %q", got, want)
	}
}

// wordsOf splits BirthDate or birth_date into birth and date.
func wordsOf(s string) []string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}
