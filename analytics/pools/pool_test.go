package pools

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A cook's offer at a made-up place, and the person that suits it in every way.
// One degree of latitude is 6371 × π / 180 = 111.194927 km.
func cookOffer() OpenOffer {
	return OpenOffer{
		Offer:       Offer{ID: "O1", Title: "Cuisinier / Cuisinière", Rome: "G1602", RomeLabel: "Personnel de cuisine", Department: "75", Place: "75 - Paris"},
		Commune:     "75056",
		Point:       &Point{48, 2},
		Appellation: "11573", Contract: "CDI", Salary: 24000, ExperienceMonths: 24,
		RequiredSkills: []string{"s1", "s2"}, WishedSkills: []string{"s3"},
		RequiredLicences: []string{"B"}, RequiredLanguages: []string{"anglais"},
		NearRomes: []string{"G1603"},
	}
}

func cook() JobSeeker {
	return JobSeeker{
		ID: "P1", Commune: "75056", Point: &Point{48, 2}, RadiusKm: 30,
		Trades: []Trade{{Rome: "G1602", Appellation: "11573", Months: 36}},
		Skills: []string{"s1", "s2", "s3"}, Licences: []string{"B"}, Languages: []string{"anglais"},
		WishedSalary: 24000,
	}
}

func TestPoolByHand(t *testing.T) {
	full := Parts{Trade: 35, Skills: 30, Experience: 15, Distance: 10, Availability: 5, Salary: 5}
	with := func(change func(*Parts)) *Parts {
		p := full
		change(&p)
		return &p
	}
	tenth := &Point{48.1, 2} // 11.119493 km
	cases := []struct {
		name   string
		offer  func(*OpenOffer)
		seeker func(*JobSeeker)
		query  Query
		out    string // the step that leaves the person out
		want   *Parts
		reach  string
	}{
		{name: "suits in every way", want: &full, reach: ReachAppellation},
		{
			name: "same ROME, other appellation", seeker: func(j *JobSeeker) { j.Trades[0].Appellation = "19066" },
			want: with(func(p *Parts) { p.Trade = 30 }), reach: ReachRome,
		},
		{
			name: "no appellation on either side is not the same one", offer: func(o *OpenOffer) { o.Appellation = "" },
			seeker: func(j *JobSeeker) { j.Trades[0].Appellation = "" },
			want:   with(func(p *Parts) { p.Trade = 30 }), reach: ReachRome,
		},
		{
			name: "same appellation under another ROME", seeker: func(j *JobSeeker) { j.Trades[0].Rome = "A1101" },
			want: &full, reach: ReachAppellation,
		},
		{
			name: "near trade", seeker: func(j *JobSeeker) { j.Trades = []Trade{{Rome: "G1603", Months: 6}} }, query: Query{NearTrades: true},
			want: with(func(p *Parts) { p.Trade, p.Experience = 20, 3.75 }), reach: ReachNear,
		},
		{name: "near trade refused", seeker: func(j *JobSeeker) { j.Trades = []Trade{{Rome: "G1603", Months: 6}} }, out: StepTrade},
		{name: "nearness is directed", offer: func(o *OpenOffer) { o.Rome, o.NearRomes = "G1603", nil }, query: Query{NearTrades: true}, seeker: func(j *JobSeeker) { j.Trades[0].Appellation = "" }, out: StepTrade},
		{
			name: "of several trades the closest, and its own months",
			seeker: func(j *JobSeeker) {
				j.Trades = []Trade{{Rome: "G1603", Months: 90}, {Rome: "G1602", Months: 6}, {Rome: "G1602", Months: 12}}
			},
			query: Query{NearTrades: true},
			want:  with(func(p *Parts) { p.Trade, p.Experience = 30, 7.5 }), reach: ReachRome,
		},
		{
			name:   "MRS alone: full trade and skills, no experience",
			seeker: func(j *JobSeeker) { j.Trades, j.Skills, j.MRS = nil, nil, []string{"G1602"} },
			want:   with(func(p *Parts) { p.Experience = 0 }), reach: ReachMRS,
		},
		{
			name: "MRS besides a near trade", seeker: func(j *JobSeeker) {
				j.Trades, j.Skills, j.MRS = []Trade{{Rome: "G1603", Months: 12}}, nil, []string{"G1602"}
			},
			query: Query{NearTrades: true},
			want:  with(func(p *Parts) { p.Experience = 7.5 }), reach: ReachNear,
		},
		{name: "MRS for another trade", seeker: func(j *JobSeeker) { j.Trades, j.MRS = nil, []string{"G1603"} }, query: Query{NearTrades: true}, out: StepTrade},
		{
			name: "a required skill counts double", seeker: func(j *JobSeeker) { j.Skills = []string{"s1", "s3", "s6"} },
			want: with(func(p *Parts) { p.Skills = 18 }), reach: ReachAppellation, // 3 of 5
		},
		{
			name: "no skill asked", offer: func(o *OpenOffer) { o.RequiredSkills, o.WishedSkills = nil, nil }, seeker: func(j *JobSeeker) { j.Skills = nil },
			want: &full, reach: ReachAppellation,
		},
		{
			name: "a skill both required and wished counts once", offer: func(o *OpenOffer) { o.WishedSkills = []string{"s1", "s3"} },
			seeker: func(j *JobSeeker) { j.Skills = []string{"s1"} },
			want:   with(func(p *Parts) { p.Skills = 12 }), reach: ReachAppellation, // 2 of 5
		},
		{
			name: "distance on the own radius", seeker: func(j *JobSeeker) { j.Commune, j.Point = "60100", tenth },
			want: with(func(p *Parts) { p.Distance = 6.293502 }), reach: ReachAppellation, // 10 × (1 − 11.119493/30)
		},
		{name: "beyond the own radius", seeker: func(j *JobSeeker) { j.Commune, j.Point, j.RadiusKm = "60100", tenth, 11 }, out: StepPlace},
		{name: "beyond the cap", seeker: func(j *JobSeeker) { j.Commune, j.Point = "60100", tenth }, query: Query{RadiusKm: km(11)}, out: StepPlace},
		{
			name: "same commune, other coordinates, radius 0", seeker: func(j *JobSeeker) { j.Point, j.RadiusKm = tenth, 0 },
			want: &full, reach: ReachAppellation,
		},
		{
			name: "no coordinates", seeker: func(j *JobSeeker) { j.Commune, j.Point = "60100", nil }, query: Query{RadiusKm: km(1)},
			want: with(func(p *Parts) { p.Distance = 0 }), reach: ReachAppellation,
		},
		{
			name: "no coordinates but the same commune", seeker: func(j *JobSeeker) { j.Point = nil }, offer: func(o *OpenOffer) { o.Point = nil },
			want: &full, reach: ReachAppellation,
		},
		{
			name: "available in 12 days", seeker: func(j *JobSeeker) { j.AvailableOn = today.AddDate(0, 0, 12) },
			want: with(func(p *Parts) { p.Availability = 3 }), reach: ReachAppellation,
		},
		{
			name: "available on D + 30", seeker: func(j *JobSeeker) { j.AvailableOn = today.AddDate(0, 0, 30) },
			want: with(func(p *Parts) { p.Availability = 0 }), reach: ReachAppellation,
		},
		{name: "available on D + 31", seeker: func(j *JobSeeker) { j.AvailableOn = today.AddDate(0, 0, 31) }, out: StepAvailability},
		{name: "long available", seeker: func(j *JobSeeker) { j.AvailableOn = today.AddDate(-2, 0, 0) }, want: &full, reach: ReachAppellation},
		{name: "contract refused", seeker: func(j *JobSeeker) { j.Contracts = []string{"CDD", "MIS"} }, out: StepContract},
		{name: "contract accepted", seeker: func(j *JobSeeker) { j.Contracts = []string{"CDD", "CDI"} }, want: &full, reach: ReachAppellation},
		{name: "licence missing", seeker: func(j *JobSeeker) { j.Licences = []string{"A"} }, out: StepLicences},
		{name: "language missing", seeker: func(j *JobSeeker) { j.Languages = nil }, out: StepLanguages},
		{
			name: "wishes more than is offered", seeker: func(j *JobSeeker) { j.WishedSalary = 30000 },
			want: with(func(p *Parts) { p.Salary = 4 }), reach: ReachAppellation,
		},
		{name: "salary not stated", offer: func(o *OpenOffer) { o.Salary = 0 }, want: &full, reach: ReachAppellation},
		{name: "no experience asked", offer: func(o *OpenOffer) { o.ExperienceMonths = 0 }, seeker: func(j *JobSeeker) { j.Trades[0].Months = 0 }, want: &full, reach: ReachAppellation},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o, j := cookOffer(), cook()
			if c.offer != nil {
				c.offer(&o)
			}
			if c.seeker != nil {
				c.seeker(&j)
			}
			p := ask(t, buildIndex(t, []OpenOffer{o}, []JobSeeker{j}), "O1", c.query)
			if c.want == nil {
				if left := leftOutAt(p.Funnel); left != c.out || p.Size != 0 {
					t.Fatalf("left out at %q, want %q (size %d)", left, c.out, p.Size)
				}
				return
			}
			if len(p.Candidates) != 1 {
				t.Fatalf("left out at %q", leftOutAt(p.Funnel))
			}
			if diff := cmp.Diff(*c.want, p.Candidates[0].Parts); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
			if got := p.Candidates[0].Reach; got != c.reach {
				t.Errorf("reach %q, want %q", got, c.reach)
			}
		})
	}
}

func km(v float64) *float64 { return &v }

func leftOutAt(funnel []Step) string {
	for _, s := range funnel {
		if s.Remaining == 0 {
			return s.Step
		}
	}
	return ""
}

func TestReasonsSayTheFigures(t *testing.T) {
	o, j := cookOffer(), cook()
	near, far, mrs := cook(), cook(), cook()
	j.ID, near.ID, far.ID, mrs.ID = "same", "near", "far", "mrs"
	near.Trades = []Trade{{Rome: "G1603", Months: 6}}
	near.Skills = []string{"s1", "s3"}
	near.Commune, near.Point = "60100", &Point{48.1, 2}
	near.AvailableOn, near.WishedSalary = today.AddDate(0, 0, 1), 1234567
	far.Trades[0].Appellation = ""
	far.Commune, far.Point, far.WishedSalary = "60100", nil, 0
	mrs.Trades, mrs.Skills, mrs.MRS = nil, nil, []string{"G1602"}
	p := ask(t, buildIndex(t, []OpenOffer{o}, []JobSeeker{j, near, far, mrs}), "O1", Query{NearTrades: true})
	got := map[string][]string{}
	for _, c := range p.Candidates {
		got[c.JobSeekerID] = c.Reasons
	}
	want := map[string][]string{
		"same": {
			"Même appellation que l'offre : 35 points sur 35.",
			"3 sur 3 compétences demandées : 30 points sur 30.",
			"36 mois d'expérience dans le métier pour 24 demandés : 15 points sur 15.",
			"Sur place : 10 points sur 10.",
			"Disponible immédiatement : 5 points sur 5.",
			"24 000 € offerts par an pour 24 000 € souhaités : 5 points sur 5.",
		},
		"near": {
			"Métier proche, G1603 : 20 points sur 35.",
			"2 sur 3 compétences demandées : 18 points sur 30.",
			"6 mois d'expérience dans le métier proche pour 24 demandés : 3,8 points sur 15.",
			"À 11,1 km pour une mobilité de 30 km : 6,3 points sur 10.",
			"Disponible dans 1 jour : 4,8 points sur 5.",
			"24 000 € offerts par an pour 1 234 567 € souhaités : 0,1 point sur 5.",
		},
		"far": {
			"Même métier G1602, autre appellation : 30 points sur 35.",
			"3 sur 3 compétences demandées : 30 points sur 30.",
			"36 mois d'expérience dans le métier pour 24 demandés : 15 points sur 15.",
			"Distance inconnue, faute de coordonnées : 0 point sur 10.",
			"Disponible immédiatement : 5 points sur 5.",
			"Souhait de salaire non précisé : 5 points sur 5.",
		},
		"mrs": {
			"Validation par simulation (MRS) pour le métier G1602 : 35 points sur 35.",
			"Validation par simulation (MRS), 0 sur 3 compétences demandées au dossier : 30 points sur 30.",
			"Pas d'expérience connue dans le métier pour 24 mois demandés : 0 point sur 15.",
			"Sur place : 10 points sur 10.",
			"Disponible immédiatement : 5 points sur 5.",
			"24 000 € offerts par an pour 24 000 € souhaités : 5 points sur 5.",
		},
	}
	for _, reasons := range got {
		for i, r := range reasons {
			reasons[i] = strings.ReplaceAll(r, "\u00a0", " ")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestPoolNamesItsOfferAndSnapshot(t *testing.T) {
	o, j := cookOffer(), cook()
	j.Skills = []string{"s3", "unlabelled"}
	o.WishedSkills = append(o.WishedSkills, "unlabelled")
	p := ask(t, buildIndex(t, []OpenOffer{o}, []JobSeeker{j}), "O1", Query{})
	if p.Snapshot != "2026-09-01-a" || p.AsOf != "2026-09-01" || p.Offer != o.Offer || p.Next != nil {
		t.Errorf("pool of %+v", p)
	}
	c := p.Candidates[0]
	if diff := cmp.Diff([]string{"label of s3", "unlabelled"}, c.MatchedSkills); diff != "" {
		t.Errorf("matched skills (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"label of s1", "label of s2"}, c.MissingSkills); diff != "" {
		t.Errorf("missing skills (-want +got):\n%s", diff)
	}
}

func TestAvailabilityIsACalendarDate(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip("no time zones on this machine:", err)
	}
	j := cook()
	j.AvailableOn = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) // across the end of summer time
	b := NewBuilder("s", time.Date(2026, 10, 2, 0, 0, 0, 0, paris))
	b.AddJobSeeker(j)
	b.AddOffer(cookOffer())
	ix, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	if p := ask(t, ix, "O1", Query{}); p.Size != 1 || p.Candidates[0].Parts.Availability != 0 {
		t.Errorf("D + 30 across a change of hour: %+v", p)
	}
}

func TestUnknownOffer(t *testing.T) {
	ix := buildIndex(t, nil, nil)
	if _, ok, err := ix.Pool("nobody", Query{After: "not read"}); ok || err != nil {
		t.Errorf("unknown offer: ok %v, err %v", ok, err)
	}
}

func TestEmptyPortfolio(t *testing.T) {
	p := ask(t, buildIndex(t, []OpenOffer{cookOffer()}, nil), "O1", Query{})
	if p.Size != 0 || p.Candidates == nil || len(p.Funnel) != 7 {
		t.Errorf("pool of nobody: %+v", p)
	}
}

func TestDuplicateOffersAreRefused(t *testing.T) {
	b := NewBuilder("s", today)
	b.AddOffer(cookOffer())
	b.AddOffer(cookOffer())
	if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), `"O1"`) {
		t.Errorf("duplicate offers: %v", err)
	}
}

func TestBadCursors(t *testing.T) {
	o, other := cookOffer(), cookOffer()
	other.ID = "O2"
	var seekers []JobSeeker
	for _, id := range []string{"a", "b", "c"} {
		j := cook()
		j.ID = id
		seekers = append(seekers, j)
	}
	ix := buildIndex(t, []OpenOffer{o, other}, seekers)
	cursor := *ask(t, ix, "O1", Query{Limit: 1}).Next
	bad := map[string]Query{
		"not base64":           {After: "é"},
		"cut":                  {After: cursor[:len(cursor)-4]},
		"changed":              {After: "AAAA" + cursor[4:]},
		"of other near trades": {After: cursor, NearTrades: true},
		"of another radius":    {After: cursor, RadiusKm: km(10)},
	}
	for name, q := range bad {
		if _, ok, err := ix.Pool("O1", q); !ok || !errors.Is(err, ErrBadCursor) {
			t.Errorf("cursor %s: ok %v, err %v", name, ok, err)
		}
	}
	if _, _, err := ix.Pool("O2", Query{After: cursor}); !errors.Is(err, ErrBadCursor) {
		t.Errorf("cursor of another offer: %v", err)
	}
	if _, _, err := buildIndex(t, []OpenOffer{o}, seekers[:1]).Pool("O1", Query{After: cursor[:32] + "_____w"}); !errors.Is(err, ErrBadCursor) {
		t.Errorf("cursor at nobody: %v", err)
	}
	if p := ask(t, ix, "O1", Query{After: cursor, Limit: 500}); len(p.Candidates) != 2 {
		t.Errorf("a cursor with another limit gives %d, want the 2 others", len(p.Candidates))
	}
}

func FuzzCursor(f *testing.F) {
	ix := buildIndex(f, []OpenOffer{cookOffer()}, []JobSeeker{cook()})
	f.Add("")
	f.Add("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, after string) {
		if _, ok, err := ix.Pool("O1", Query{After: after}); !ok || err != nil && !errors.Is(err, ErrBadCursor) {
			t.Fatalf("cursor %q: ok %v, err %v", after, ok, err)
		}
	})
}

func TestLimits(t *testing.T) {
	var seekers []JobSeeker
	for i := range 600 {
		j := cook()
		j.ID = strings.Repeat("x", i+1)
		seekers = append(seekers, j)
	}
	ix := buildIndex(t, []OpenOffer{cookOffer()}, seekers)
	var got []int
	for _, limit := range []int{0, 1, 500, 501, -1} {
		p := ask(t, ix, "O1", Query{Limit: limit})
		got = append(got, len(p.Candidates))
		if p.Size != 600 || p.Next == nil {
			t.Errorf("limit %d: size %d, next %v", limit, p.Size, p.Next)
		}
	}
	if want := []int{50, 1, 500, 500, 50}; !slices.Equal(got, want) {
		t.Errorf("limits give %v, want %v", got, want)
	}
}

func TestCallsDoNotDisturbEachOther(t *testing.T) {
	var offers []OpenOffer
	var seekers []JobSeeker
	for i := range 64 {
		o, j := cookOffer(), cook()
		o.ID, j.ID = string(rune('A'+i)), strings.Repeat("x", i+1)
		o.RequiredSkills = skills[i%3 : i%3+2]
		j.Skills = skills[i%5:]
		j.Trades[0].Appellation = []string{"11573", "19066"}[i%2]
		offers, seekers = append(offers, o), append(seekers, j)
	}
	ix := buildIndex(t, offers, seekers)
	var alone []Pool
	for _, o := range offers {
		alone = append(alone, ask(t, ix, o.ID, Query{}))
	}
	var wg sync.WaitGroup
	for i, o := range offers {
		wg.Go(func() {
			p, _, err := ix.Pool(o.ID, Query{})
			if diff := cmp.Diff(alone[i], p); diff != "" || err != nil {
				t.Errorf("%s among others: %v\n%s", o.ID, err, diff)
			}
		})
	}
	wg.Wait()
}
