package labels

import "strings"

// licences are the categories of the French driving licence; the older spellings
// with the E in front are brought to the new ones.
var licences = map[string]string{
	"AM": "AM", "A": "A", "A1": "A1", "A2": "A2", "B": "B", "B1": "B1", "B96": "B96", "BE": "BE",
	"C": "C", "C1": "C1", "C1E": "C1E", "CE": "CE", "D": "D", "D1": "D1", "D1E": "D1E", "DE": "DE",
	"EB": "BE", "EC": "CE", "ED": "DE",
}

// LicenceKey gives the category of a driving licence from its label or code:
// "B - Véhicule léger", "Permis B" and "b" are "B", "B mention 79.06 (= EB)" is
// "B79.06". A label that names no category is its own normalised key.
func LicenceKey(label string) string {
	words := strings.FieldsFunc(label, func(r rune) bool { return isSpace(r) || r == '-' || r == ',' || r == '(' || r == ')' })
	for len(words) > 1 && licenceFiller(words[0]) {
		words = words[1:]
	}
	if len(words) == 0 {
		return ""
	}
	key, ok := licences[strings.ToUpper(words[0])]
	if !ok {
		return Normalize(label)
	}
	if len(words) > 2 && strings.EqualFold(words[1], "mention") && words[2] != "" && digit(words[2][0]) {
		return key + words[2]
	}
	return key
}

// licenceFiller says whether a word only introduces the category.
func licenceFiller(word string) bool {
	switch Normalize(word) {
	case "permis", "conduire", "categorie":
		return true
	}
	return word == "de" // "DE" is a category
}

// LanguageKey gives the name of a language without its level: "Anglais (courant)"
// and "ANGLAIS - B2" are "anglais".
func LanguageKey(label string) string {
	if i := strings.IndexAny(label, "(:,"); i > 0 {
		label = label[:i]
	}
	name, _, _ := strings.Cut(label, " - ")
	return Normalize(name)
}
