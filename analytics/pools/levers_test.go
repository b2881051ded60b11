package pools

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func levers(t fataler, ix *Index, offer string) Levers {
	t.Helper()
	l, ok := ix.Levers(offer)
	if !ok {
		t.Fatalf("levers of %s: unknown offer", offer)
	}
	return l
}

func TestLeversAgreeWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := buildIndex(t, w.offers, w.seekers)
		for _, o := range w.offers {
			got := levers(t, ix, o.ID)
			now := naiveMatches(o, w.seekers)
			all := naiveRelaxations(o)
			if got.SizeNow != now || len(got.Levers) != len(all) {
				t.Fatalf("%s: %d persons and %d levers, want %d and %d", o.ID, got.SizeNow, len(got.Levers), now, len(all))
			}
			best := 0
			for i, r := range all {
				n := naiveMatches(o, w.seekers, r)
				want := Lever{Kind: r.kind, Label: r.label, SizeNow: now, SizeIf: n, Gain: n - now}
				if !slices.Contains(got.Levers, want) {
					t.Fatalf("%s: want %+v among %+v", o.ID, want, got.Levers)
				}
				for _, other := range all[i+1:] {
					if other.what != r.what {
						best = max(best, naiveMatches(o, w.seekers, r, other)-now)
					}
				}
			}
			checkBestPair(t, o, w.seekers, all, got, best)
		}
	})
}

func checkBestPair(t *rapid.T, o OpenOffer, portfolio []JobSeeker, all []relaxation, got Levers, best int) {
	if best == 0 {
		if got.BestPair != nil {
			t.Fatalf("best pair %+v, want none", got.BestPair)
		}
		return
	}
	p := got.BestPair
	if p == nil || p.Gain != best || p.SizeIf != got.SizeNow+best || p.SizeNow != got.SizeNow {
		t.Fatalf("best pair %+v, want a gain of %d", p, best)
	}
	var two []relaxation
	for _, l := range p.Levers {
		i := slices.IndexFunc(all, func(r relaxation) bool { return r.kind == l.Kind && r.label == l.Label })
		two = append(two, all[i])
	}
	if n := naiveMatches(o, portfolio, two...); len(two) != 2 || two[0].what == two[1].what || n != p.SizeIf {
		t.Fatalf("best pair %+v has %d persons", p, n)
	}
}

// What is lifted never loses anybody, and a wider distance never brings fewer.
func TestLeversNeverLose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		l := levers(t, buildIndex(t, w.offers, w.seekers), "O0")
		gain := map[string]int{}
		for i, lever := range l.Levers {
			gain[lever.Label] = lever.Gain
			if lever.Gain < 0 || lever.SizeIf != l.SizeNow+lever.Gain || i > 0 && lever.Gain > l.Levers[i-1].Gain {
				t.Fatalf("lever %d of %+v", i, l.Levers)
			}
		}
		if gain["10 km plus loin"] > gain["20 km plus loin"] || gain["20 km plus loin"] > gain["50 km plus loin"] {
			t.Fatalf("a wider distance brings fewer: %v", gain)
		}
	})
}

// An offer that requires nothing that only scores in a pool has the levers of its
// pool: who has everything is the pool without near trades, and the lever of near
// trades gives the pool with them.
func TestLeversMeetThePool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		o := &w.offers[0]
		o.RequiredSkills, o.RequiredDiplomas, o.RequiredMonths, o.WorkingTime = nil, nil, 0, ""
		ix := buildIndex(t, w.offers, w.seekers)
		l := levers(t, ix, "O0")
		if size := ask(t, ix, "O0", Query{}).Size; size != l.SizeNow {
			t.Fatalf("%d persons have everything, %d are in the pool without near trades", l.SizeNow, size)
		}
		for _, lever := range l.Levers {
			if size := ask(t, ix, "O0", Query{NearTrades: true}).Size; lever.Kind == LeverNear && lever.SizeIf != size {
				t.Fatalf("%d persons with near trades, %d in the pool", lever.SizeIf, size)
			}
		}
	})
}

// Of coarse levers nothing tells of fewer persons than the step.
func TestCoarseLeversTellOfNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		l := levers(t, buildIndex(t, w.offers, w.seekers), "O0")
		coarse := l.Coarse(5)
		if len(coarse.Levers) != len(l.Levers) || coarse.SizeNow%5 != 0 || coarse.SizeNow > l.SizeNow {
			t.Fatalf("coarse: %+v of %+v", coarse, l)
		}
		all := coarse.Levers
		if coarse.BestPair != nil {
			all = append(slices.Clone(all), coarse.BestPair.Levers...)
			all = append(all, Lever{SizeNow: coarse.BestPair.SizeNow, SizeIf: coarse.BestPair.SizeIf, Gain: coarse.BestPair.Gain})
		}
		for _, lever := range all {
			if lever.SizeIf%5 != 0 || lever.Gain != lever.SizeIf-coarse.SizeNow || lever.SizeNow != coarse.SizeNow {
				t.Fatalf("coarse lever %+v", lever)
			}
		}
	})
}

func TestLeversByHand(t *testing.T) {
	o := cookOffer()
	o.Department, o.Region, o.RequiredMonths, o.WorkingTime, o.RequiredDiplomas = "75", "11", 24, WorkFull, []string{"CAP, BEP et équivalents"}
	o.RequiredLanguages = []string{"neerlandais"}
	o.RequiredLicences = []string{"B", "caces 3"}
	suits := cook()
	suits.Department, suits.Region, suits.Diplomas = "75", "11", []string{"Bac ou équivalent"}
	suits.Languages, suits.Licences = []string{"neerlandais"}, []string{"B", "caces 3"}
	var portfolio []JobSeeker
	person := func(id string, change func(*JobSeeker)) {
		j := suits
		j.ID = id
		change(&j)
		portfolio = append(portfolio, j)
	}
	person("suits", func(*JobSeeker) {})
	person("no caces", func(j *JobSeeker) { j.Licences = []string{"B"} })
	person("no caces, part time", func(j *JobSeeker) { j.Licences, j.WorkingTime = []string{"B"}, WorkPart })
	person("part time", func(j *JobSeeker) { j.WorkingTime = WorkPart })
	person("one year", func(j *JobSeeker) { j.Trades = []Trade{{Rome: "G1602", Months: 12}} })
	person("beginner", func(j *JobSeeker) { j.Trades = []Trade{{Rome: "G1602"}} })
	person("11 km beyond, same department", func(j *JobSeeker) { j.Commune, j.Point, j.RadiusKm = "60100", &Point{48.1, 2}, 0 })
	person("far away, same region", func(j *JobSeeker) { j.Commune, j.Department, j.Point = "60100", "60", &Point{50, 2} })
	person("near trade", func(j *JobSeeker) { j.Trades = []Trade{{Rome: "G1603", Months: 36}} })
	person("wants a CDD", func(j *JobSeeker) { j.Contracts = []string{"CDD"} })
	person("wants a franchise", func(j *JobSeeker) { j.Contracts = []string{"FRA"} })
	person("no Dutch", func(j *JobSeeker) { j.Languages = nil })
	person("no diploma", func(j *JobSeeker) { j.Diplomas = nil })
	person("lacks a required skill", func(j *JobSeeker) { j.Skills = []string{"s1", "s3"} })
	person("lacks a wished skill", func(j *JobSeeker) { j.Skills = []string{"s1", "s2"} })
	person("lacks three things", func(j *JobSeeker) { j.Skills, j.Languages = nil, nil })
	person("not in time", func(j *JobSeeker) { j.AvailableOn, j.Licences = today.AddDate(0, 0, 31), nil })
	got := levers(t, buildIndex(t, []OpenOffer{o}, portfolio), "O1")
	lever := func(kind, label string, gain int) Lever {
		return Lever{Kind: kind, Label: label, SizeNow: 2, SizeIf: 2 + gain, Gain: gain}
	}
	want := Levers{
		Snapshot: "2026-09-01-a", AsOf: "2026-09-01", Offer: o.Offer, SizeNow: 2,
		Levers: []Lever{
			lever("experience", "en acceptant les débutants", 2),
			lever("skill", "sans « label of s2 »", 1),
			lever("licence", "sans « caces 3 »", 1),
			lever("language", "sans le néerlandais", 1),
			lever("diploma", "sans le CAP ou le BEP", 1),
			lever("experience", "avec 1 an d'expérience", 1),
			lever("distance", "20 km plus loin", 1),
			lever("distance", "50 km plus loin", 1),
			lever("distance", "dans tout le département", 1),
			lever("distance", "dans toute la région", 2),
			lever("near_trades", "en ouvrant aux métiers proches", 1),
			lever("contract", "en proposant aussi un CDD", 1),
			lever("hours", "en acceptant le temps partiel", 1),
			lever("skill", "sans « label of s1 »", 0),
			lever("licence", "sans le permis B", 0),
			lever("distance", "10 km plus loin", 0),
			lever("contract", "en proposant aussi une mission d'intérim", 0),
			lever("contract", "en proposant aussi un contrat saisonnier", 0),
		},
		BestPair: &Pair{Levers: []Lever{lever("experience", "en acceptant les débutants", 2), lever("distance", "dans toute la région", 2)}, SizeNow: 2, SizeIf: 6, Gain: 4},
	}
	slices.SortStableFunc(want.Levers, func(a, b Lever) int { return b.Gain - a.Gain })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("levers (-want +got):\n%s", diff)
	}
	if _, ok := buildIndex(t, nil, nil).Levers("nobody"); ok {
		t.Error("levers of an unknown offer")
	}
}
