package ingest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTwinsAreOnePerson delivers 10,000 job seekers twice, alike but for what the
// law protects: what arrives in the lake is the same to the hash of its content.
// All that follows reads the lake, so no pool can tell the twins apart.
func TestTwinsAreOnePerson(t *testing.T) {
	const pairs = 10_000
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(values ...any) any { return values[r.IntN(len(values))] }
	protected := func(seeker record) record {
		return seeker.with("age", 16+r.IntN(60)).with("sexe", pick("F", "M", "X")).with("nationalite", pick("FRA", "PRT", "DZA", "")).
			with("nom", fmt.Sprint("Nom ", r.IntN(1000))).with("prenom", fmt.Sprint("Prénom ", r.IntN(1000))).with("nomNaissance", "N").
			with("dateNaissance", fmt.Sprintf("%d-01-01", 1950+r.IntN(55))).with("lieuNaissance", pick("Lyon", "Porto")).
			with("adresse", fmt.Sprint(r.IntN(99), " rue X")).with("codePostal", pick("07100", "07200")).with("telephone", fmt.Sprint("06", r.IntN(1e8))).
			with("situationFamiliale", pick("M", "C", "V")).with("handicap", pick(true, false)).with("enfants", r.IntN(5))
	}
	var one, other []record
	for i := range pairs {
		seeker := valid["demandeurs"].with("id", fmt.Sprint("twin ", i)).with("rayonKm", r.IntN(100)).with("tempsTravail", pick("PLEIN", "PARTIEL"))
		one, other = append(one, protected(seeker)), append(other, protected(seeker))
	}
	arrived := func(seekers []record) []demandeur {
		f := newFixture(t)
		f.put("agences/a.ndjson", lines(t, valid["agences"]))
		f.put("demandeurs/a.ndjson", lines(t, seekers...))
		f.run(Options{})
		all := rows[demandeur](f, "demandeurs")
		for i := range all {
			all[i].File = "" // the content of the two files differs
		}
		return all
	}
	got, want := arrived(other), arrived(one)
	if len(want) != pairs {
		t.Fatalf("%d of %d arrived", len(want), pairs)
	}
	for i := range want {
		if diff := cmp.Diff(want[i], got[i]); diff != "" {
			t.Fatalf("pair %d differs in the lake:\n%s", i, diff)
		}
	}
}
