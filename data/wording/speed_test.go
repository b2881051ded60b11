package wording_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"vigie/data/labels"
	"vigie/data/sample"
	"vigie/data/wording"
)

// filler is lawful text of an offer's length.
var filler = strings.Repeat("Au sein d'une équipe de cinq personnes, vous assurez l'accueil des clients, la mise en rayon et l'encaissement.\nNous recherchons une personne motivée ; formation assurée. ", 4)

// BenchmarkFind is the cost of one reading of offers, as the night asks, and with where it stands: of filler of 700
// characters, of which one in fifty says something unlawful, and of offers as of a made-up country (sample), once what
// is made as it is needed is made. The baseline finds, in the same texts, thirty plain words by one alternation of RE2.
func BenchmarkFind(b *testing.B) {
	all := sentences(b)
	filled := make([]wording.Offer, 50)
	for i := range filled {
		filled[i] = wording.Offer{Title: "Employé de magasin (H/F)", Description: filler, CreatedOn: "2026-10-01"}
		if i == 0 {
			filled[i].Description += all[i].text
		}
	}
	measureFind(b, filled)
	b.Run("sample", func(b *testing.B) { measureFind(b, sampled(b)) })
}

func measureFind(b *testing.B, offers []wording.Offer) {
	size := 0
	for _, o := range offers {
		size += len(o.Description)
	}
	one := func(read func(wording.Offer)) func(*testing.B) {
		return func(b *testing.B) {
			for _, o := range offers {
				read(o)
			}
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

// sampled are the offers of a small made-up country.
func sampled(b *testing.B) (offers []wording.Offer) {
	b.Helper()
	dir := b.TempDir()
	if _, err := sample.Generate(b.Context(), sample.Options{Out: dir, Scale: 0.0005, Months: 6, Seed: 1, AsOf: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Only: []string{"offres"}, BrokenShare: -1}); err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "offres", "*.zst"))
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range files {
		packed, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		reader, err := zstd.NewReader(nil)
		if err != nil {
			b.Fatal(err)
		}
		plain, err := reader.DecodeAll(packed, nil)
		reader.Close()
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.Lines(string(plain)) {
			var o struct{ Intitule, Description string }
			if err := json.Unmarshal([]byte(line), &o); err != nil {
				b.Fatal(err)
			}
			offers = append(offers, wording.Offer{Title: o.Intitule, Description: o.Description, CreatedOn: "2026-10-01"})
		}
	}
	if len(offers) < 1000 {
		b.Fatalf("%d offers", len(offers))
	}
	return offers
}
