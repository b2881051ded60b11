package pools

import (
	"fmt"
	"math"
	"time"

	"pgregory.net/rapid"
)

var today = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

// world is a portfolio and the offers, small enough that everything collides.
type world struct {
	seekers []JobSeeker
	offers  []OpenOffer
	applied []Application
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func buildIndex(t fataler, offers []OpenOffer, seekers []JobSeeker, applications ...Application) *Index {
	t.Helper()
	b := NewBuilder("2026-09-01-a", today)
	for _, skill := range words("s", 6) {
		b.AddSkill(skill, "label of "+skill, skill)
	}
	for old, skill := range synonyms {
		b.AddSkill(old, "label of "+skill, skill)
	}
	for _, a := range applications {
		b.AddApplication(a)
	}
	for _, j := range seekers {
		b.AddJobSeeker(j)
	}
	for _, o := range offers {
		b.AddOffer(o)
	}
	ix, err := b.Build()
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return ix
}

func words(prefix string, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%s%d", prefix, i+1))
	}
	return out
}

var (
	romes    = words("R", 4)
	titles   = words("A", 5)
	skills   = append(words("s", 6), "same as s1", "same as s6")
	synonyms = map[string]string{"same as s1": "s1", "same as s6": "s6"} // and so are their labels
	communes = []struct {
		code, department, region string
		at                       *Point
	}{
		{"75056", "75", "11", &Point{48.8566, 2.3522}},
		{"75056", "75", "11", &Point{48.89, 2.38}}, // the same commune from another hand
		{"92012", "92", "11", &Point{48.8397, 2.2399}},
		{"78646", "78", "11", &Point{48.8014, 2.1301}},
		{"78100", "78", "11", &Point{48.70, 1.80}},
		{"07010", "07", "84", &Point{45.24, 4.67}},
		{"07101", "07", "84", &Point{44.40, 4.40}},
		{"38544", "38", "84", &Point{45.52, 4.87}},
		{"95018", "95", "11", &Point{48.8566 + 10*180/(6371*math.Pi), 2.3522}}, // 10 km from the first, to the millimetre
		{"07999", "07", "84", nil},
		{"", "", "", nil},
		{"", "75", "", &Point{48.80, 2.40}},
	}
	studies = []string{"Aucune formation scolaire", "CAP, BEP et équivalents", "Bac ou équivalent", "Bac+2 ou équivalents", "?"}
)

// some draws up to n of the words, repeats and empties included.
func some(t *rapid.T, from []string, n int, what string) []string {
	return rapid.SliceOfN(rapid.SampledFrom(append([]string{""}, from...)), 0, n).Draw(t, what)
}

func optional(t *rapid.T, from []string, what string) string {
	return rapid.SampledFrom(append([]string{""}, from...)).Draw(t, what)
}

func drawSeeker(t *rapid.T, id string) JobSeeker {
	home := rapid.SampledFrom(communes).Draw(t, "home")
	j := JobSeeker{
		ID: id, Agency: optional(t, []string{"AG1", "AG2"}, "agency"), Commune: home.code, Department: home.department, Region: home.region, Point: home.at,
		RadiusKm:     rapid.SampledFrom([]int{0, 1, 5, 9, 10, 20, 30, 500}).Draw(t, "radius"),
		Contracts:    some(t, []string{"CDI", "CDD", "MIS"}, 2, "contracts"),
		WishedSalary: rapid.SampledFrom([]float64{0, 21000, 24000, 30000.5}).Draw(t, "wish"),
		Skills:       some(t, skills, 5, "skills"),
		Licences:     some(t, []string{"B", "C"}, 2, "licences"),
		Languages:    some(t, []string{"anglais", "allemand"}, 2, "languages"),
		Diplomas:     some(t, studies, 2, "diplomas"),
		WorkingTime:  optional(t, []string{WorkFull, WorkPart, "INDIFFERENT"}, "working time"),
		MRS:          some(t, romes, 1, "mrs"),
	}
	if days := rapid.IntRange(-5, 33).Draw(t, "available in"); days != 0 {
		j.AvailableOn = today.AddDate(0, 0, days)
	}
	for range rapid.IntRange(0, 3).Draw(t, "trades") {
		j.Trades = append(j.Trades, Trade{
			Rome: optional(t, romes, "rome"), Appellation: optional(t, titles, "appellation"),
			Months: rapid.SampledFrom([]int{0, 1, 6, 12, 18, 60}).Draw(t, "months"),
		})
	}
	return j
}

func drawOffer(t *rapid.T, id string) OpenOffer {
	place := rapid.SampledFrom(communes).Draw(t, "place")
	return OpenOffer{
		Offer:   Offer{ID: id, Title: "Offre " + id, Rome: optional(t, romes, "rome"), RomeLabel: "Métier", Department: place.department, Place: "Paris"},
		Commune: place.code, Region: place.region, Point: place.at,
		Appellation:       optional(t, titles, "appellation"),
		Contract:          optional(t, []string{"CDI", "CDD", "SAI"}, "contract"),
		Salary:            rapid.SampledFrom([]float64{0, 21622, 26000}).Draw(t, "salary"),
		ExperienceMonths:  rapid.SampledFrom([]int{0, 6, 12, 36}).Draw(t, "experience"),
		RequiredMonths:    rapid.SampledFrom([]int{0, 0, 1, 12, 36}).Draw(t, "required experience"),
		WorkingTime:       optional(t, []string{WorkFull, WorkPart}, "working time"),
		RequiredDiplomas:  some(t, studies, 2, "required diplomas"),
		RequiredSkills:    some(t, skills, 3, "required skills"),
		WishedSkills:      some(t, skills, 3, "wished skills"),
		RequiredLicences:  some(t, []string{"B", "C", "CE"}, 1, "required licences"),
		RequiredLanguages: some(t, []string{"anglais", "allemand"}, 1, "required languages"),
		NearRomes:         some(t, romes, 2, "near"),
	}
}

func drawWorld(t *rapid.T) world {
	var w world
	for i := range rapid.IntRange(0, 40).Draw(t, "portfolio") {
		w.seekers = append(w.seekers, drawSeeker(t, fmt.Sprintf("P%03d", i)))
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "offers") {
		w.offers = append(w.offers, drawOffer(t, fmt.Sprintf("O%d", i)))
	}
	for _, o := range w.offers {
		for i := range w.seekers {
			if rapid.IntRange(0, 4).Draw(t, "applied") == 0 {
				w.applied = append(w.applied, Application{
					OfferID: o.ID, JobSeekerID: w.seekers[i].ID, On: today.AddDate(0, 0, -rapid.IntRange(1, 400).Draw(t, "days ago")),
					Outcome: rapid.SampledFrom([]string{"EN_COURS", "RETENU", "SANS_SUITE"}).Draw(t, "outcome"),
				})
			}
		}
	}
	w.applied = append(w.applied, Application{OfferID: "O0", JobSeekerID: "nobody", On: today}, Application{OfferID: "no offer", JobSeekerID: "P000", On: today})
	return w
}

func drawQuery(t *rapid.T) Query {
	q := Query{
		Limit:      rapid.SampledFrom([]int{0, 1, 2, 3, 7, 500}).Draw(t, "limit"),
		NearTrades: rapid.Bool().Draw(t, "near trades"),
	}
	if rapid.Bool().Draw(t, "capped") {
		km := rapid.SampledFrom([]float64{0, 3, 8.5, 25, 600}).Draw(t, "cap")
		q.RadiusKm = &km
	}
	return q
}

// ask gives the pool of an offer that exists.
func ask(t fataler, ix *Index, offer string, q Query) Pool {
	t.Helper()
	p, ok, err := ix.Pool(offer, q)
	if !ok || err != nil {
		t.Fatalf("pool of %s: ok %v, err %v", offer, ok, err)
	}
	return p
}

// whole follows the cursors to the end.
func whole(t fataler, ix *Index, offer string, q Query) (all []Candidate) {
	t.Helper()
	for {
		p := ask(t, ix, offer, q)
		all = append(all, p.Candidates...)
		if p.Next == nil {
			return all
		}
		q.After = *p.Next
	}
}
