package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// benchOffers writes n offers of the size and shape of the public API's.
func benchOffers(b *testing.B, n int) []byte {
	b.Helper()
	words := strings.Fields("poste équipe client service qualité expérience horaires contrat mission atelier vente accueil sécurité préparation " +
		"commande livraison entretien machine dossier suivi planning formation diplôme permis rigueur autonomie sens relation entreprise secteur")
	random := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		var s strings.Builder
		for range n {
			s.WriteString(words[random.IntN(len(words))])
			s.WriteByte(" \n"[min(1, random.IntN(12)/11)])
		}
		return s.String()
	}
	var out bytes.Buffer
	for i := range n {
		skills := make([]map[string]any, 4+random.IntN(5))
		for k := range skills {
			code := 100_000 + random.IntN(9000)
			skills[k] = map[string]any{"code": fmt.Sprint(code), "libelle": fmt.Sprint("Savoir-faire numéro ", code), "exigence": "ES"[k%2 : k%2+1]}
		}
		line, err := json.Marshal(map[string]any{
			"id": fmt.Sprintf("1%06d", i), "intitule": text(5) + "(H/F)", "description": text(110),
			"dateCreation": fmt.Sprintf("2025-03-%02dT09:%02d:00.123Z", 1+i%28, i%60), "dateActualisation": fmt.Sprintf("2025-04-%02dT09:00:00Z", 1+i%28),
			"lieuTravail": map[string]any{"libelle": "07 - ESSAI", "latitude": 44.9 + float64(i%100)/1000, "longitude": 4.8, "codePostal": "07500", "commune": fmt.Sprintf("07%03d", i%300)},
			"romeCode":    fmt.Sprintf("D1%03d", i%500), "romeLibelle": "Métier d'essai", "appellationlibelle": fmt.Sprintf("Vendeur / Vendeuse numéro %d", i%800),
			"entreprise":  map[string]any{"nom": fmt.Sprint("ENTREPRISE ", i%5000), "description": text(15)},
			"typeContrat": "CDD", "typeContratLibelle": "Contrat à durée déterminée - 6 Mois", "natureContrat": "Contrat travail",
			"experienceExige": "E", "experienceLibelle": "1 An(s)", "competences": skills,
			"salaire":             map[string]any{"libelle": fmt.Sprintf("Mensuel de %d.0 Euros sur 12.0 mois", 1800+i%400)},
			"dureeTravailLibelle": "35H Horaires normaux", "dureeTravailLibelleConverti": "Temps plein", "alternance": false,
			"contact": map[string]any{"nom": "N", "coordonnees1": "https://example.org"}, "nombrePostes": 1, "qualificationCode": "6", "codeNAF": "47.11D",
			"origineOffre": map[string]any{"origine": "1"}, "permis": []any{map[string]any{"libelle": "B - Véhicule léger", "exigence": "S"}},
			"secteurActivite": "47", "accessibleTH": false,
		})
		if err != nil {
			b.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// BenchmarkIngestOffers takes a file of offers from the inbox to raw Parquet.
func BenchmarkIngestOffers(b *testing.B) {
	const n = 40_000
	content := benchOffers(b, n)
	for _, threads := range []int{1, 2} {
		b.Run(fmt.Sprintf("threads=%d", threads), func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				f := newFixture(b)
				f.put("offres/a.ndjson", content)
				b.StartTimer()
				if r := f.run(Options{Threads: threads}).Files[0]; r.Loaded != n {
					b.Fatalf("%+v", r)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// BenchmarkDecodeOffers measures decoding and checking alone, on one thread.
func BenchmarkDecodeOffers(b *testing.B) {
	const n = 2000
	content := benchOffers(b, n)
	w := newWorker(offres, &job{path: "bench"})
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		out := w.work(block{data: content, line: 1})
		if len(out.months) != n {
			b.Fatalf("%d rows", len(out.months))
		}
		out.release()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
