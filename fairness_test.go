package main

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"vigie/ingest"
)

// protectedWords are what the law forbids to tell persons apart by (Code du travail, L1132-1),
// and what identifies them: no field whose name holds one is stored.
var protectedWords = strings.Fields(`age sex sexe gender genre birth naissance born nationality nationalite citizenship ethnicity race
	nom prenom firstname lastname surname patronyme adresse address street rue telephone phone email courriel photo
	famille family marital grossesse pregnancy enfants children sante health disability handicap rqth religion syndicat union opinion politique orientation nir`)

// notOfPersons are the fields that hold one of the words and say nothing of a job seeker, with the reason.
var notOfPersons = map[string]string{
	"espaces_recruteur.telephone":     "keyed hash of a company's account",
	"espaces_recruteur.email":         "keyed hash of a company's account",
	"core.hiring_survey.family":       "family of trades",
	"core.hiring_survey.family_label": "family of trades",
}

// TestNoProtectedCriterionIsStored reads the fields of every source about persons, and the
// columns of every published table.
func TestNoProtectedCriterionIsStored(t *testing.T) {
	looked := 0
	look := func(where, field string) {
		looked++
		for _, word := range fieldWords(field) {
			if name := where + "." + field; slices.Contains(protectedWords, word) && notOfPersons[name] == "" {
				t.Errorf("%s holds the protected word %q", name, word)
			}
		}
	}
	for _, s := range ingest.Sources() {
		info := s.Info()
		for _, f := range info.Fields {
			if info.Persons {
				look(info.Name, f.Name)
			}
		}
	}
	for table, columns := range publishedColumns(t) {
		for _, c := range columns {
			look(table, c)
		}
	}
	if looked < 300 {
		t.Errorf("only %d fields were looked at", looked)
	}
}

// fieldWords splits dateNaissance or birth_date into its words.
func fieldWords(name string) []string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}
