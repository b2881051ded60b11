package wording_test

import (
	"regexp"
	"strings"
	"testing"

	"vigie/data/labels"
	"vigie/data/wording"
)

// filler is lawful text of an offer's length.
var filler = strings.Repeat("Au sein d'une équipe de cinq personnes, vous assurez l'accueil des clients, la mise en rayon et l'encaissement.\nNous recherchons une personne motivée ; formation assurée. ", 4)

// BenchmarkFind is the cost of one reading of offers of 700 characters, of which one in
// fifty says something unlawful: as the night asks, and with where it stands. The
// baseline finds, in the same texts, thirty plain words by one alternation of RE2.
func BenchmarkFind(b *testing.B) {
	all := sentences(b)
	offers := make([]wording.Offer, 50)
	size := 0
	for i := range offers {
		offers[i] = wording.Offer{Title: "Employé de magasin (H/F)", Description: filler, CreatedOn: "2026-10-01"}
		if i == 0 {
			offers[i].Description += all[i].text
		}
		size += len(offers[i].Description)
	}
	one := func(read func(wording.Offer)) func(*testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(size / len(offers)))
			for i := 0; b.Loop(); i++ {
				read(offers[i%len(offers)])
			}
		}
	}
	words := regexp.MustCompile(`\b(?:ans|jeune|homme|femme|senior|enfant|famille|enceinte|nationalite|langue|origine|religion|syndicat|physique|presentation|photo|sante|handicap|rqth|habiter|resider|compte|rsa|essai|stage|smic|frais|caution|noir|repos)s?\b`)
	b.Run("ids", one(func(o wording.Offer) { wording.IDs(o) }))
	b.Run("spans", one(func(o wording.Offer) { wording.Find(o) }))
	b.Run("thirty-words-by-re2", one(func(o wording.Offer) { words.FindAllStringIndex(labels.Plain(o.Title+"\n"+o.Description), -1) }))
}
