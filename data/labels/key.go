package labels

import (
	"slices"
	"strings"
)

// licences are the categories of the French driving licence; the older spellings
// with the E in front are brought to the new ones.
var licences = map[string]string{
	"AM": "AM", "A": "A", "A1": "A1", "A2": "A2", "B": "B", "B1": "B1", "B96": "B96", "BE": "BE",
	"C": "C", "C1": "C1", "C1E": "C1E", "CE": "CE", "D": "D", "D1": "D1", "D1E": "D1E", "DE": "DE",
	"EB": "BE", "EC": "CE", "ED": "DE", "B+E": "BE", "C+E": "CE", "D+E": "DE",
}

// licenceNames are what a category is called where its letter is not given.
var licenceNames = map[string]string{
	"vehicule leger": "B", "vehicules legers": "B", "vl": "B", "voiture": "B",
	"poids lourd": "C", "poids lourds": "C", "pl": "C",
	"super poids lourd": "CE", "super poids lourds": "CE", "super lourd": "CE", "spl": "CE",
	"transport de personnes": "D", "transport en commun": "D", "transports en commun": "D",
	"moto": "A", "cyclomoteur": "AM", "bsr": "AM",
}

// LicenceKey gives the category of a driving licence from its label or code:
// "B - Véhicule léger", "Permis B", "Véhicule léger" and "b" are "B", "B mention
// 79.06 (= EB)" is "B79.06". A label that names no category, or two, is its own
// normalised key.
func LicenceKey(label string) string {
	words := strings.FieldsFunc(label, func(r rune) bool { return isSpace(r) || r == '-' || r == ',' || r == '(' || r == ')' })
	for len(words) > 1 && licenceFiller(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && asked[Normalize(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	key, ok := licences[strings.ToUpper(words[0])]
	if !ok {
		key, ok = licenceNames[Normalize(strings.Join(words, " "))]
	}
	if !ok || len(words) > 2 && slices.Contains([]string{"et", "ou"}, Normalize(words[1])) {
		return Normalize(label)
	}
	if len(words) > 2 && strings.EqualFold(words[1], "mention") && words[2] != "" && digit(words[2][0]) {
		return key + words[2]
	}
	return key
}

// asked are the words that end a label without being of the name.
var asked = map[string]bool{"exige": true, "exigee": true, "souhaite": true, "souhaitee": true, "obligatoire": true, "requis": true, "requise": true}

// licenceFiller says whether a word only introduces the category.
func licenceFiller(word string) bool {
	switch Normalize(word) {
	case "permis", "conduire", "categorie":
		return true
	}
	return word == "de" // "DE" is a category
}

// languageLevels are the words that say how well a language is spoken.
var languageLevels = map[string]bool{
	"a1": true, "a2": true, "b1": true, "b2": true, "c1": true, "c2": true, "niveau": true, "notions": true, "scolaire": true,
	"debutant": true, "intermediaire": true, "avance": true, "confirme": true, "courant": true, "operationnel": true, "technique": true,
	"professionnel": true, "commercial": true, "bilingue": true, "maternel": true, "maternelle": true, "langue": true, "lu": true, "parle": true, "ecrit": true, "et": true,
}

// languageNames are other names of a language.
var languageNames = map[string]string{
	"langue anglaise": "anglais", "langue allemande": "allemand", "langue espagnole": "espagnol", "castillan": "espagnol", "langue italienne": "italien",
	"langue portugaise": "portugais", "langue arabe": "arabe", "langue chinoise": "chinois", "chinois mandarin": "chinois", "mandarin": "chinois",
	"langue russe": "russe", "langue neerlandaise": "neerlandais", "lsf": "langue des signes", "langue des signes francaise": "langue des signes",
	"langue des signes francaise lsf": "langue des signes", "langue francaise": "francais",
}

// LanguageKey gives the name of a language without its level: "Anglais (courant)",
// "ANGLAIS - B2", "Anglais technique exigé" and "Langue anglaise" are "anglais".
func LanguageKey(label string) string {
	if i := strings.IndexAny(label, "(:,"); i > 0 {
		label = label[:i]
	}
	name, _, _ := strings.Cut(label, " - ")
	words := strings.Fields(Normalize(name))
	for n := len(words); n > 1 && (languageLevels[words[n-1]] || asked[words[n-1]]); n = len(words) {
		words = words[:n-1]
	}
	key := strings.Join(words, " ")
	if name, ok := languageNames[key]; ok {
		return name
	}
	return key
}
