package sample

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vigie/data/labels"
	"vigie/data/reference"
)

// drawn gives entrusted offers as the generator draws them.
func drawn(t *testing.T, n int64) (*world, []offer) {
	t.Helper()
	o, err := Options{Out: ".", Scale: 0.01, Seed: 5, AsOf: asOf(t), Reference: reference.Embedded()}.complete()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(o)
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]offer, n)
	for i, day := range eachDay(w.spread(n)) {
		w.drawOffer(r, &all[i], uint64(i), w.first+day, true)
	}
	return w, all
}

func TestShapes(t *testing.T) {
	w, all := drawn(t, 60000)
	share := func(name string, want, tolerance float64, among, counted func(o *offer) bool) {
		t.Helper()
		var n, of float64
		for i := range all {
			if among(&all[i]) {
				of++
				if counted(&all[i]) {
					n++
				}
			}
		}
		if got := n / of; math.Abs(got-want) > tolerance {
			t.Errorf("%s: %.3f, want %.3f", name, got, want)
		}
	}
	every := func(*offer) bool { return true }
	sound := func(o *offer) bool { return o.closed && o.reason != "DOUBLON" && o.reason != "NON_CONFORME" }
	share("without a salary", 0.33, 0.02, every, func(o *offer) bool { return !o.salaryShown })
	share("filled, of closed", 0.834, 0.02, sound, func(o *offer) bool { return o.filled > 0 })
	share("still recruiting after a year", 0.075, 0.02, func(o *offer) bool { return o.day < w.end-365 }, func(o *offer) bool { return !o.closed })
	share("ROME 4.0 codes before the last year", 0, 0, func(o *offer) bool { return o.day < w.end-365 }, func(o *offer) bool { return o.rome != o.trade.code })
	share("ROME 4.0 codes in the last year", 0.25, 0.03, func(o *offer) bool { return o.day >= w.end-365 }, func(o *offer) bool { return o.rome != o.trade.code })
	share("with services", 0.5, 0.02, every, func(o *offer) bool { return o.services > 0 })
	share("at the weekend", 0.05, 0.02, every, func(o *offer) bool { return (o.day+4)%7 == 0 || (o.day+4)%7 == 6 })
	var delays []int
	for i := range all {
		if sound(&all[i]) {
			delays = append(delays, all[i].closingDay-all[i].day)
		}
	}
	slices.Sort(delays)
	if median := delays[len(delays)/2]; median < 43 || median > 50 {
		t.Errorf("half close within %d days, want 47", median)
	}
}

// Each factor of Effects comes back as the ratio of mean applications of two
// groups within the same trades.
func TestEffectsComeBack(t *testing.T) {
	w, all := drawn(t, 400000)
	r := rand.New(rand.NewPCG(3, 4))
	counts := make([]float64, len(all))
	var made []application
	for i := range all {
		made = w.drawApplications(r, &all[i], made)
		for _, a := range made {
			if a.day-all[i].day < 30 {
				counts[i] += 1 / float64(all[i].positions)
			}
		}
	}
	observed := func(in func(o *offer) bool) float64 {
		var sum, n float64
		for i := range all {
			// Per trade, and for offers that were open long enough.
			if o := &all[i]; in(o) && w.until(o)-o.day >= 29 {
				sum += counts[i] / o.trade.pull
				n++
			}
		}
		return sum / n
	}
	e := &Effects
	for _, c := range []struct {
		name   string
		want   float64
		better func(o *offer) bool
		worse  func(o *offer) bool
	}{
		{"high salary on middle", e.SalaryHigh / e.SalaryMiddle,
			func(o *offer) bool { return o.salaryShown && o.salaryRank >= 0.75 },
			func(o *offer) bool { return o.salaryShown && o.salaryRank >= 0.25 && o.salaryRank < 0.75 }},
		{"middle salary on low", e.SalaryMiddle / e.SalaryLow,
			func(o *offer) bool { return o.salaryShown && o.salaryRank >= 0.25 && o.salaryRank < 0.75 },
			func(o *offer) bool { return o.salaryShown && o.salaryRank < 0.25 }},
		{"beginner on short experience", e.Beginner / e.ShortExperience,
			func(o *offer) bool { return o.experience == 'D' },
			func(o *offer) bool { return o.experience == 'E' && o.experienceMonths <= 12 }},
		{"short on long experience", e.ShortExperience / e.LongExperience,
			func(o *offer) bool { return o.experience == 'E' && o.experienceMonths <= 12 },
			func(o *offer) bool { return o.experience == 'E' && o.experienceMonths > 12 }},
		{"long on short fixed term", e.LongFixedTerm / e.ShortFixedTerm,
			func(o *offer) bool { return o.contract == "CDD" && o.contractMonths >= 6 },
			func(o *offer) bool { return o.contract == "CDD" && o.contractMonths < 6 }},
		{"permanent on temporary work", e.Permanent / e.OtherContract,
			func(o *offer) bool { return o.contract == "CDI" },
			func(o *offer) bool { return o.contract == "MIS" }},
	} {
		if got := observed(c.better) / observed(c.worse); math.Abs(got/c.want-1) > 0.05 {
			t.Errorf("%s: %.3f, planted %.3f", c.name, got, c.want)
		}
	}
}

// What the labels say, read by the program's own readers, is what was drawn.
func TestLabelsSayWhatWasDrawn(t *testing.T) {
	w, all := drawn(t, 40000)
	r := rand.New(rand.NewPCG(9, 9))
	unreadable, wrong := 0, 0
	for i := range all {
		o := &all[i]
		if got, ok := labels.ExperienceMonths(string(o.experience), string(appendExperience(r, nil, o))); !ok || got != o.experienceMonths {
			t.Fatalf("experience %c %d: read %d", o.experience, o.experienceMonths, got)
		}
		if got, ok := labels.ContractMonths(string(w.appendContract(nil, o))); ok != (o.contractMonths > 0) || int(got) != o.contractMonths {
			t.Fatalf("contract %s: read %g, %v", w.appendContract(nil, o), got, ok)
		}
		hours := bytes.ReplaceAll(appendHours(r, nil, o), []byte(`\n`), []byte("\n"))
		if got, ok := labels.WeeklyHours(string(hours)); !ok || got != float64(o.hours)/4 {
			t.Fatalf("hours %q: read %g, %v", hours, got, ok)
		}
		if o.apprentice {
			continue
		}
		label := string(appendSalary(r, nil, o))
		s, ok := labels.ReadSalary(label)
		if !ok {
			unreadable++
			continue
		}
		if got := yearly(s, o); math.Abs(got/o.annual-1) > 0.012 {
			if wrong++; wrong < 5 {
				t.Errorf("%q for %d/4 hours: read %.0f, drawn %.0f", label, o.hours, got, o.annual)
			}
		}
	}
	if share := float64(unreadable) / float64(len(all)); share < 0.005 || share > 0.02 {
		t.Errorf("%.4f of the salaries can't be read", share)
	}
	for range 100 {
		if n := appendSIRET(nil, r.Uint64()); !labels.ValidSIRET(string(n)) {
			t.Errorf("number %s", n)
		}
	}
}

// yearly is the method's yearly full-time wage.
func yearly(s labels.Salary, o *offer) float64 {
	middle := (s.Low + s.High) / 2
	share := 1.0
	if o.partTime {
		share = 35 / (float64(o.hours) / 4)
	}
	switch s.Period {
	case labels.Hour:
		return middle * 1820
	case labels.Month:
		if s.High >= 10000 {
			return middle * share
		}
		if s.Months == 0 {
			s.Months = 12
		}
		return middle * s.Months * share
	}
	return middle * share
}

func TestUniqueIDs(t *testing.T) {
	seen := map[string]bool{}
	for kind := range uint64(3) {
		for n := range uint64(100000) {
			id := string(appendID(nil, '1', kind<<29|n*97))
			if seen[id] || len(id) != 7 {
				t.Fatalf("identifier %s of %d is taken", id, n)
			}
			seen[id] = true
		}
	}
}

func TestSeekerCells(t *testing.T) {
	w, _ := drawn(t, 1)
	count := map[[2]int]int{}
	for n := range w.seekers.total {
		trade, area := w.seekers.cell(n)
		count[[2]int{trade, area}]++
		if first := w.seekers.starts[trade*w.seekers.areas+area]; n < first {
			t.Fatalf("job seeker %d is before its cell", n)
		}
	}
	if len(count) < 300 {
		t.Errorf("job seekers of %d trades and departments", len(count))
	}
}

// When the real stock of offers was imported, trades and places follow it.
func TestRealWeights(t *testing.T) {
	e := reference.Embedded()
	ref := &reference.Set{ID: "real", Trades: e.Trades, Appellations: e.Appellations, Skills: e.Skills, TradeSkills: e.TradeSkills, Communes: e.Communes,
		Departments: e.Departments, Regions: e.Regions, Agencies: e.Agencies,
		Market: []reference.MarketWeight{
			{Commune: "07010", Rome: "G1602", Offers: 30}, {Commune: "93066", Rome: "M1203", Offers: 10},
			{Commune: "99999", Rome: "M1203", Offers: 50}, {Commune: "93066", Rome: "Z9999", Offers: 50},
		},
		Seekers: []reference.SeekerWeight{{Rome: "G1602", Seekers: 1}, {Rome: "M1203", Seekers: 9}}}
	o, err := Options{Out: ".", Scale: 0.001, AsOf: asOf(t), Reference: ref}.complete()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(o)
	r := rand.New(rand.NewPCG(1, 2))
	const n = 20000
	got := map[string]float64{}
	var one offer
	for i := range uint64(n) {
		w.drawOffer(r, &one, i, w.first+int(i%700), true)
		got[one.trade.code+" "+one.at.code] += 1.0 / n
	}
	if len(got) != 2 || got["G1602 07010"] < 0.70 || got["G1602 07010"] > 0.80 {
		t.Errorf("offers by trade and place: %v", got)
	}
	accountants := 0
	for i := range w.seekers.total {
		if trade, _ := w.seekers.cell(i); w.trades[trade].code == "M1203" {
			accountants++
		}
	}
	if share := float64(accountants) / float64(w.seekers.total); math.Abs(share-0.9) > 0.02 {
		t.Errorf("%.2f of the job seekers are of a trade of nine in ten", share)
	}
}
