package attractivity_test

import (
	"fmt"
	"testing"

	"vigie/analytics/attractivity"
)

// usual is a comparable of the edges: closed, mature, 2 000 euros a month, no
// experience asked, a CDI of 35 hours, two requirements, three elements of writing.
func usual(i int) attractivity.Row {
	isPart := false
	return attractivity.Row{
		ID: fmt.Sprintf("O%03d", i), Rome: "M1607", Appellation: "11", Department: "75", Region: "11", Created: today - 100, Closed: today - 50, Positions: 1,
		IsMature: true, Employer: fmt.Sprintf("employer %d", i%5), Salary: ptr(24000), Experience: ptr(0), Contract: "CDI", Hours: ptr(35), PartTime: &isPart,
		Requirements: ptr(2), Writing: ptr(3), Written: "length benefits missions", Applications: 4, Applications30: 4, Ages: []byte{0, 3, 5, 20},
	}
}

// edge is the answer of an offer against n usual ones, each changed by change; mine
// changes the offer itself.
func edge(t *testing.T, n int, scope string, mine func(*attractivity.Row), change func(i int, r *attractivity.Row)) attractivity.Answer {
	t.Helper()
	me := usual(999)
	me.ID, me.Closed, me.IsOpen = "mine", 0, true
	mine(&me)
	b, err := attractivity.NewBuilder("edges", asOf, func(string) (attractivity.Row, bool, error) { return attractivity.Row{}, false, nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, department := range []string{"75", "92"} {
		b.AddCell(attractivity.CellRow{Rome: "M1607", Appellation: "11", Department: department, Region: "11", Comparables: n, JobSeekers: 5, RegionJobSeekers: 13, Verdict: "average"})
		for i := range n {
			r := usual(i)
			r.Department = department
			change(i, &r)
			if err := b.AddComparable(&r); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.AddOpen(me)
	ix, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	a, ok, err := ix.Answer("mine", scope)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	return a
}

func asUsual(*attractivity.Row)       {}
func allUsual(int, *attractivity.Row) {}

func TestThreshold(t *testing.T) {
	for _, n := range []int{29, 30, 31} {
		a := edge(t, n, "", asUsual, allUsual)
		if a.Active != (n >= 30) || a.Comparables != n || a.Threshold != 30 {
			t.Errorf("%d comparables: active %v, %d of %d", n, a.Active, a.Comparables, a.Threshold)
		}
	}
}

// A wider scope is never the default, and says that it is indicative.
func TestWiderScopes(t *testing.T) {
	for scope, want := range map[string]int{"": 20, "department": 20, "rome": 20, "region": 40} {
		a := edge(t, 20, scope, asUsual, allUsual)
		wide := scope == "rome" || scope == "region"
		if a.Comparables != want || a.Indicative != wide || a.Active != (want >= 30) {
			t.Errorf("scope %q: %d comparables, indicative %v, active %v", scope, a.Comparables, a.Indicative, a.Active)
		}
	}
}

// The job seekers of a wider scope are those of its place, whatever its markets.
func TestJobSeekersOfWiderScopes(t *testing.T) {
	for scope, want := range map[string]int{"department": 5, "rome": 5, "region": 13} {
		if got := *edge(t, 40, scope, asUsual, allUsual).Market.JobSeekers; got != want {
			t.Errorf("scope %s: %d job seekers, want %d", scope, got, want)
		}
	}
}

// The alert is of an age, which a closing stops: an offer keeps its own once closed.
func TestAlertOfAnAge(t *testing.T) {
	few := func(r *attractivity.Row) { r.Ages, r.Applications, r.Applications30 = []byte{0, 50}, 2, 1 }
	for name, c := range map[string]struct {
		mine func(*attractivity.Row)
		want bool
	}{
		"as the market":        {asUsual, false},
		"under, on day 7":      {func(r *attractivity.Row) { few(r); r.Created = today - 7 }, true},
		"under, on day 6":      {func(r *attractivity.Row) { few(r); r.Created = today - 6 }, false},
		"under, closed at 7":   {func(r *attractivity.Row) { few(r); r.Closed = r.Created + 7 }, true},
		"under, closed at 6":   {func(r *attractivity.Row) { few(r); r.Closed = r.Created + 6 }, false},
		"enough before day 60": {func(r *attractivity.Row) { r.Ages = []byte{55, 56, 57, 59} }, false},
	} {
		if got := edge(t, 40, "", c.mine, allUsual).Applications.Alert; got != c.want {
			t.Errorf("%s: alert %v", name, got)
		}
	}
}

// Each edge of a criterion: what is told of it.
func TestCriteriaAtTheirEdges(t *testing.T) {
	yes, no := true, false
	none := func(_ int, r *attractivity.Row) { r.Salary = nil }
	for name, c := range map[string]struct {
		mine      func(*attractivity.Row)
		change    func(i int, r *attractivity.Row)
		criterion int
		status    string
		says      string
	}{
		"no salary on mine":       {func(r *attractivity.Row) { r.Salary = nil }, allUsual, 0, "penalising", "Aucun salaire n'est affiché, alors que 100\u00a0% des offres comparables en affichent un (médiane : 2\u00a0000\u00a0€ brut/mois)."},
		"no salary on half":       {func(r *attractivity.Row) { r.Salary = nil }, func(i int, r *attractivity.Row) { hide(i < 20, r) }, 0, "penalising", "Aucun salaire n'est affiché, alors que 50\u00a0% des offres comparables en affichent un (médiane : 2\u00a0000\u00a0€ brut/mois)."},
		"no salary on most":       {func(r *attractivity.Row) { r.Salary = nil }, func(i int, r *attractivity.Row) { hide(i < 21, r) }, 0, "unknown", "Aucun salaire n'est affiché ; la médiane des offres qui en affichent un est de 2\u00a0000\u00a0€ brut/mois."},
		"no salary on all":        {asUsual, none, 0, "unknown", "Aucune offre comparable n'affiche de salaire."},
		"one salary for all":      {asUsual, allUsual, 0, "aligned", "Votre salaire (2\u00a0000\u00a0€ brut/mois) est dans le marché (médiane : 2\u00a0000\u00a0€ brut/mois)."},
		"a euro less than all":    {func(r *attractivity.Row) { r.Salary = ptr(23400) }, allUsual, 0, "penalising", "Votre salaire (1\u00a0950\u00a0€ brut/mois) est sous le premier quartile du marché (2\u00a0000\u00a0€ brut/mois)."},
		"apprenticeship":          {func(r *attractivity.Row) { r.Apprenticeship = true }, allUsual, 0, "unknown", "Aucune offre comparable en apprentissage n'affiche de salaire."},
		"hours of the part":       {func(r *attractivity.Row) { r.Salary, r.SalaryFlag = nil, "part_time_hours_unknown" }, allUsual, 0, "unknown", "Le salaire affiché est celui d'un temps partiel dont la durée n'est pas précisée : indiquez les heures par semaine pour le comparer."},
		"a year asked":            {func(r *attractivity.Row) { r.Experience = ptr(12) }, allUsual, 1, "penalising", "Vous demandez 12\u00a0mois d'expérience, plus que le troisième quartile du marché (0\u00a0mois) : vérifiez qu'une telle durée est indispensable."},
		"two years wished":        {func(r *attractivity.Row) { r.Experience, r.IsWished = ptr(12), true }, allUsual, 1, "penalising", "Vous souhaitez 24\u00a0mois d'expérience (comptés pour 12\u00a0mois), plus que le troisième quartile du marché (0\u00a0mois) : vérifiez qu'une telle durée est indispensable."},
		"a beginner":              {asUsual, allUsual, 1, "aligned", "Vous acceptez les débutants : c'est dans le marché (médiane : 0\u00a0mois)."},
		"a beginner among others": {asUsual, func(_ int, r *attractivity.Row) { r.Experience = ptr(6) }, 1, "favourable", "Vous acceptez les débutants, quand le premier quartile du marché est de 6\u00a0mois."},
		"cents under":             {func(r *attractivity.Row) { r.Salary = ptr(23999.88) }, allUsual, 0, "penalising", "Votre salaire (1\u00a0999,99\u00a0€ brut/mois) est sous le premier quartile du marché (2\u00a0000,00\u00a0€ brut/mois)."},
		"salary of a part":        {func(r *attractivity.Row) { r.PartTime, r.Hours = &yes, ptr(20) }, allUsual, 0, "aligned", "Votre salaire (2\u00a0000\u00a0€ brut/mois à temps plein) est dans le marché (médiane : 2\u00a0000\u00a0€ brut/mois)."},
		"agency work, as most":    {func(r *attractivity.Row) { r.Contract = "MIS" }, func(_ int, r *attractivity.Row) { r.Contract = "SAI" }, 2, "aligned", "Votre contrat (Intérim) est du type le plus fréquent du marché (intérim, saisonnier ou autre, 100\u00a0% des offres comparables)."},
		"two requirements":        {asUsual, func(i int, r *attractivity.Row) { r.Requirements = ptr(float64(i % 4)) }, 4, "aligned", "Votre offre a 2\u00a0exigences : c'est dans le marché (médiane : 1,5)."},
		"CDD among CDI":           {func(r *attractivity.Row) { r.Contract, r.ContractMonths = "CDD", ptr(6) }, allUsual, 2, "penalising", "Votre contrat (CDD de 6\u00a0mois) est moins stable que le plus fréquent du marché (CDI, 100\u00a0% des offres comparables)."},
		"CDI among equals":        {asUsual, func(i int, r *attractivity.Row) { fixed(i%2 == 0, r, 6) }, 2, "favourable", "Votre contrat (CDI) est plus stable que le plus fréquent du marché (CDD de 6\u00a0mois et plus, 50\u00a0% des offres comparables) : mettez-le en avant."},
		"6 months is long":        {func(r *attractivity.Row) { fixed(true, r, 6) }, func(_ int, r *attractivity.Row) { fixed(true, r, 6) }, 2, "aligned", "Votre contrat (CDD de 6\u00a0mois) est du type le plus fréquent du marché (CDD de 6\u00a0mois et plus, 100\u00a0% des offres comparables)."},
		"under 6 months":          {func(r *attractivity.Row) { fixed(true, r, 5.5) }, func(_ int, r *attractivity.Row) { fixed(true, r, 6) }, 2, "penalising", "Votre contrat (CDD de 5,5\u00a0mois) est moins stable que le plus fréquent du marché (CDD de 6\u00a0mois et plus, 100\u00a0% des offres comparables)."},
		"short of its kind":       {func(r *attractivity.Row) { fixed(true, r, 6) }, func(_ int, r *attractivity.Row) { fixed(true, r, 12) }, 2, "penalising", "La durée de votre contrat (6\u00a0mois) est sous le premier quartile des contrats à terme du marché (12\u00a0mois)."},
		"agency work as DIN":      {func(r *attractivity.Row) { r.Contract = "DIN" }, allUsual, 2, "aligned", "Votre contrat (CDI intérimaire) est du type le plus fréquent du marché (CDI, 100\u00a0% des offres comparables)."},
		"part time, 75 % full":    {func(r *attractivity.Row) { r.PartTime, r.Hours = &yes, nil }, func(i int, r *attractivity.Row) { inPart(i < 10, r, &yes) }, 3, "penalising", "Votre offre est à temps partiel, alors que 75\u00a0% des offres comparables sont à temps plein."},
		"part time, under 75 %":   {func(r *attractivity.Row) { r.PartTime, r.Hours = &yes, nil }, func(i int, r *attractivity.Row) { inPart(i < 11, r, &yes) }, 3, "aligned", "Votre temps de travail (Temps partiel) est dans le marché (le plus fréquent : temps plein, 72,5\u00a0% des offres comparables)."},
		"few hours":               {func(r *attractivity.Row) { r.PartTime, r.Hours = &no, ptr(34.5) }, allUsual, 3, "penalising", "Votre durée de travail (34,5\u00a0h par semaine) est sous le premier quartile du marché (35\u00a0h par semaine)."},
		"3 requirements":          {func(r *attractivity.Row) { r.Requirements = ptr(3) }, allUsual, 4, "penalising", "Votre offre a 3\u00a0exigences, plus que le troisième quartile du marché (2) : ne gardez que l'indispensable."},
		"2 elements of writing":   {func(r *attractivity.Row) { r.Writing, r.Written = ptr(2), "length missions" }, allUsual, 5, "penalising", "Votre texte a 2\u00a0éléments sur 5, moins que le premier quartile du marché (3). Il y manque : les avantages, les possibilités d'évolution, la présentation de l'entreprise."},
		"a text not known":        {func(r *attractivity.Row) { r.Writing, r.Written = nil, "" }, allUsual, 5, "unknown", "Le texte de l'offre n'est pas connu."},
	} {
		t.Run(name, func(t *testing.T) {
			got := edge(t, 40, "", c.mine, c.change).Criteria[c.criterion]
			if got.Status != c.status || got.Advice != c.says || got.Alert != (c.status == "penalising") {
				t.Errorf("%s: %s\nwant %s: %s", got.Status, got.Advice, c.status, c.says)
			}
		})
	}
}

func hide(isHidden bool, r *attractivity.Row) {
	if isHidden {
		r.Salary = nil
	}
}

func fixed(isFixed bool, r *attractivity.Row, months float64) {
	if isFixed {
		r.Contract, r.ContractMonths = "CDD", &months
	}
}

func inPart(isPart bool, r *attractivity.Row, yes *bool) {
	if isPart {
		r.PartTime = yes
	}
}

// An observed difference wants 30 mature comparables on each side and applications on
// both, and advice tells it as observed, only when its interval leaves 1 out.
func TestObservedDifferenceAtItsEdges(t *testing.T) {
	better := func(n int, apps int) func(int, *attractivity.Row) {
		return func(i int, r *attractivity.Row) {
			r.Applications30 = 3 + i%2
			if i < n {
				r.Salary, r.Applications30 = ptr(30000), apps+i%2
			}
		}
	}
	const tells = " Les offres au-dessus de 2\u00a0000\u00a0€ brut/mois ont reçu "
	for name, c := range map[string]struct {
		n, better, apps int
		isThere         bool
		tells           string
	}{
		"29 better":       {60, 29, 6, false, ""},
		"30 better":       {60, 30, 6, true, tells + "1,9 fois plus"},
		"29 others":       {60, 31, 6, false, ""},
		"none better got": {60, 30, -1, false, ""},
		"fewer":           {60, 30, 1, true, tells + "2,3 fois moins"},
		"alike":           {60, 30, 3, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			change := better(c.better, c.apps)
			if c.apps < 0 {
				change = func(i int, r *attractivity.Row) {
					better(c.better, 0)(i, r)
					if i < c.better {
						r.Applications30 = 0
					}
				}
			}
			got := edge(t, c.n, "", asUsual, change).Criteria[0]
			plain := edge(t, c.n, "", asUsual, func(i int, r *attractivity.Row) { change(i, r); r.Applications30 = 1 }).Criteria[0].Advice
			want := plain
			if c.tells != "" {
				want += c.tells + " de candidatures par poste en 30 jours (écart observé)."
			}
			if (got.ObservedDifference != nil) != c.isThere || got.Advice != want {
				t.Errorf("%+v: %q\nwant %q", got.ObservedDifference, got.Advice, want)
			}
		})
	}
	unripe := edge(t, 60, "", asUsual, func(i int, r *attractivity.Row) { better(30, 6)(i, r); r.IsMature = i > 0 }).Criteria[0]
	if unripe.ObservedDifference != nil {
		t.Errorf("one of 30 is not mature: %+v", unripe.ObservedDifference)
	}
}

// Disclosure: three employers at least, none of which makes more than 85 %.
func TestEmployersAtTheirEdges(t *testing.T) {
	share := func(counts ...int) (employers *int, top3 *float64) {
		total := 0
		for _, n := range counts {
			total += n
		}
		m := edge(t, total, "", asUsual, func(i int, r *attractivity.Row) {
			for k, n := range counts {
				if i -= n; i < 0 {
					r.Employer = fmt.Sprint(k)
					return
				}
			}
		}).Market
		return m.Employers, m.EmployersTop3Share
	}
	for _, c := range []struct {
		counts    []int
		employers int // 0: not told
		top3      *float64
	}{
		{[]int{40}, 0, nil},
		{[]int{20, 20}, 0, nil},
		{[]int{34, 3, 3}, 3, ptr(1)}, // 85 % exactly
		{[]int{35, 3, 2}, 3, nil},    // 87.5 %
		{[]int{10, 10, 10, 5, 5}, 5, ptr(0.75)},
	} {
		employers, top3 := share(c.counts...)
		if (employers == nil) != (c.employers == 0) || employers != nil && *employers != c.employers || !same(top3, c.top3) {
			t.Errorf("%v: employers %v, share of three %s", c.counts, employers, show(top3))
		}
	}
}
