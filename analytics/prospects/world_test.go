package prospects

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"pgregory.net/rapid"

	"vigie/analytics/pools"
)

var today = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

type commune struct {
	code string
	at   *pools.Point
}

var (
	romes    = []string{"R1", "R2", "R3"}
	sectors  = []string{"10A", "20B"}
	communes = []commune{
		{"75056", &pools.Point{Latitude: 48.8566, Longitude: 2.3522}}, {"92012", &pools.Point{Latitude: 48.8397, Longitude: 2.2399}},
		{"78646", &pools.Point{Latitude: 48.8014, Longitude: 2.1301}}, {"07010", &pools.Point{Latitude: 45.24, Longitude: 4.67}}, {"07999", nil}, {"", nil},
	}
)

type tradeDepth struct {
	agency, rome string
	jobSeekers   int
}

// world is what a snapshot says, small enough that everything collides.
type world struct {
	sources    []Source
	hirings    []Hiring
	affinities []Affinity
	depths     []tradeDepth
	persons    []person
}

func optional(t *rapid.T, from []string, what string) string {
	return rapid.SampledFrom(append([]string{""}, from...)).Draw(t, what)
}

func drawWorld(t *rapid.T) (w world) {
	for i := range rapid.IntRange(0, 12).Draw(t, "establishments") {
		at := rapid.SampledFrom(communes).Draw(t, "commune")
		s := Source{
			Siret: siretOf(i), Company: "E", Naf: optional(t, sectors, "naf"), Commune: at.code, Point: at.at,
			Band: optional(t, []string{"01", "21"}, "band"), Agency: optional(t, []string{"AG1", "AG2"}, "agency"),
			SectorHires: rapid.SampledFrom([]float64{0, 0.2, 1, 3.7, 250}).Draw(t, "sector hires"),
		}
		for _, rome := range romes {
			if rapid.IntRange(0, 2).Draw(t, "sought") == 0 {
				h := Hiring{Siret: s.Siret, Rome: rome, Offers: rapid.IntRange(1, 3).Draw(t, "offers"), Hires: rapid.IntRange(0, 4).Draw(t, "hires")}
				if rapid.IntRange(0, 4).Draw(t, "open") == 0 {
					h.OpenOffers = 1
				}
				s.OpenOffers += h.OpenOffers
				w.hirings = append(w.hirings, h)
			}
		}
		w.sources = append(w.sources, s)
	}
	for _, naf := range sectors {
		for _, rome := range romes {
			if rapid.Bool().Draw(t, "affine") {
				w.affinities = append(w.affinities, Affinity{Naf: naf, Rome: rome,
					Share: rapid.SampledFrom([]float64{0.001, 0.1, 1}).Draw(t, "share"), Lift: rapid.SampledFrom([]float64{0.3, 1.99, 2, 17}).Draw(t, "lift")})
			}
		}
	}
	for _, agency := range []string{"AG1", "AG2"} {
		for _, rome := range romes {
			if rapid.Bool().Draw(t, "deep") {
				w.depths = append(w.depths, tradeDepth{agency, rome, 5 * rapid.IntRange(1, 4).Draw(t, "job seekers")})
			}
		}
	}
	var homes []*pools.Place // one each, as in the portfolio
	for _, c := range communes {
		p := pools.NewPlace(c.code, "", "", c.at)
		homes = append(homes, &p)
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "persons") {
		home := rapid.IntRange(0, len(communes)-1).Draw(t, "home")
		p := person{home: communes[home], Person: pools.Person{
			ID: fmt.Sprint("P", i), Place: homes[home], RadiusKm: rapid.SampledFrom([]int{0, 8, 9, 20, 900}).Draw(t, "radius"), InTime: rapid.IntRange(0, 3).Draw(t, "in time") > 0,
			MRS: rapid.SliceOfN(rapid.SampledFrom(romes), 0, 1).Draw(t, "mrs"),
		}}
		for range rapid.IntRange(0, 3).Draw(t, "trades") {
			p.Trades = append(p.Trades, pools.Trade{Rome: optional(t, append([]string{"R9"}, romes...), "rome"), Months: rapid.SampledFrom([]int{0, 6, 60}).Draw(t, "months")})
		}
		w.persons = append(w.persons, p)
	}
	slices.SortStableFunc(w.persons, func(a, b person) int { return slices.Index(homes, a.Place) - slices.Index(homes, b.Place) })
	return w
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

func build(t fataler, w world) *Index {
	t.Helper()
	b := NewBuilder("2026-09-01-a", today)
	b.AddAgency("AG1", "Agence 1")
	b.AddAgency("AG2", "Agence 2")
	for _, rome := range romes {
		b.AddTrade(rome, "Métier "+rome)
	}
	for _, naf := range sectors {
		b.AddSector(naf, "Secteur "+naf)
	}
	for _, c := range communes {
		b.AddCommune(c.code, "Commune "+c.code)
	}
	for _, h := range w.hirings {
		b.AddHiring(h)
	}
	for _, a := range w.affinities {
		b.AddAffinity(a)
	}
	for _, s := range w.sources {
		b.AddEstablishment(s)
	}
	for _, d := range w.depths {
		b.AddDepth(d.agency, d.rome, d.jobSeekers)
	}
	ix, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// portfolio gives the persons place by place.
func (w world) portfolio() iter.Seq[pools.Person] {
	return func(yield func(pools.Person) bool) {
		for _, p := range w.persons {
			if !yield(p.Person) {
				return
			}
		}
	}
}
