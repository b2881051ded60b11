package diagnosis

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vigie/analytics/pools"
)

// drawFacts draws an offer with difficulties or without, of which more or less is known.
func drawFacts(t *rapid.T) Facts {
	f := plain()
	n := func(name string, most int32) int32 { return rapid.Int32Range(0, most).Draw(t, name) }
	is := func(name string) bool { return rapid.Bool().Draw(t, name) }
	for _, count := range []*int32{
		&f.AgencySeekers, &f.BasinSeekers, &f.DepartmentSeekers, &f.BasinOffers, &f.DepartmentOffers, &f.Waiting, &f.Retained, &f.Refused, &f.Declined, &f.Absent, &f.Dropped, &f.Applications,
	} {
		*count = n("count", 25)
	}
	f.Positions, f.Requirements, f.Closed, f.FilledByService, f.FilledElse = 1+n("positions", 3), n("requirements", 8), 4, n("filled", 2), n("otherwise", 2)
	f.Writing, f.IsWritten = []string{"length", "missions", "company", "benefits", "prospects"}[:n("writing", 5)], is("written")
	if !f.IsWritten {
		f.Writing = nil
	}
	if is("unlawful") {
		f.Unlawful = []string{"age", "sex"}
	}
	f.IsUnderpaid, f.IsRegistered = is("underpaid"), is("registered")
	if is("nameless") {
		f.Siret = ""
	}
	f.Contract = rapid.SampledFrom([]string{"CDI", "CDD", "MIS", "LIB", ""}).Draw(t, "contract")
	if f.Contract != "CDI" && is("length known") {
		f.ContractMonths = pointer(float64(n("months", 24)))
	}
	f.HRStaffed = rapid.SampledFrom([]*bool{nil, pointer(true), pointer(false)}).Draw(t, "hr")
	if is("no basin") {
		f.Basin = ""
	}
	if is("no class") {
		f.Tension = nil
	} else {
		f.Tension.Class = 1 + int(n("class", 4))
	}
	if is("no survey") {
		f.Needs = nil
	} else {
		f.Needs.DifficultLow = rapid.Float64Range(0, 1).Draw(t, "hard")
	}
	if f.Offer.IsOpen = is("open"); !f.Offer.IsOpen {
		f.Offer.Closed, f.Levers = 20005, nil
	} else {
		levers(&f, int(n("now", 12)), drawLevers(t)...)
	}
	f.Services = rapid.SliceOfN(rapid.SampledFrom([]string{"MRS", "PMSMP", "ECCP", "AUTRE"}), 0, 3).Draw(t, "services")
	if is("inactive") {
		f.Widget.Active, f.Widget.Criteria, f.Widget.Verdict, f.Widget.Applications = false, nil, nil, nil
		return f
	}
	f.Widget.Applications.Alert = is("alert")
	for _, name := range []string{"salary", "experience", "contract", "working_time", "requirements", "writing"} {
		var value *float64
		if is("stated") {
			value = pointer(1.0)
		}
		criterion(&f, name, rapid.SampledFrom([]string{"favourable", "aligned", "penalising", "unknown"}).Draw(t, name), value)
	}
	return f
}

func drawLevers(t *rapid.T) (all []pools.Lever) {
	for _, kind := range []string{"skill", "licence", "language", "diploma", "experience", "distance", "near_trades", "contract", "hours"} {
		if rapid.Bool().Draw(t, kind) {
			all = append(all, lessOf(kind, "sans "+kind, rapid.IntRange(0, 12).Draw(t, "gain")))
		}
	}
	return all
}

// TestWhatIsProposedIsCaused: a difficulty has evidence in words with a source; a service is
// proposed once a difficulty, by conditions that hold there and whose line of the table names it; none is
// for another length of contract. What holds is not unexamined as well.
func TestWhatIsProposedIsCaused(t *testing.T) {
	names := map[string]Rule{}
	for _, r := range Rules() {
		names[r.Condition] = r
	}
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		f.Step = rapid.SampledFrom([]int{1, 5, 11}).Draw(t, "step")
		a := Write(f)
		seen := map[string]bool{}
		for _, d := range a.Difficulties {
			if seen[d.Difficulty] || len(d.Evidence) == 0 || len(d.Services) == 0 {
				t.Fatalf("%s: twice, or without evidence or services", d.Difficulty)
			}
			seen[d.Difficulty] = true
			shown := map[string]bool{}
			for _, e := range d.Evidence {
				if names[e.Condition].Difficulty != d.Difficulty || e.Text == "" || e.Source == "" || e.Value == nil {
					t.Fatalf("%s: evidence %+v", d.Difficulty, e)
				}
				shown[e.Condition] = true
			}
			proposed := map[string]bool{}
			for _, s := range d.Services {
				if proposed[s.Service] || len(s.Conditions) == 0 || s.Why == "" || s.Label == "" {
					t.Fatalf("%s: service %+v", d.Difficulty, s)
				}
				proposed[s.Service] = true
				for _, c := range s.Conditions {
					if !shown[c] || !slices.Contains(names[c].Services, s.Service) {
						t.Fatalf("%s proposes %s for %s, which does not hold or does not say so", d.Difficulty, s.Service, c)
					}
				}
				if !ServiceOf(s.Service).suits(f.months()) {
					t.Fatalf("%s: %s is not for %v months", d.Difficulty, s.Service, f.ContractMonths)
				}
			}
			for _, u := range a.Unexamined {
				if shown[u.Condition] {
					t.Fatalf("%s holds and is unexamined", u.Condition)
				}
			}
		}
	})
}

// TestADiagnosisTellsNoMoreThanItsCounts: whatever persons are behind counts that are rounded down to
// the same figures, the diagnosis is the same, to the letter.
func TestADiagnosisTellsNoMoreThanItsCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		f.Step = rapid.SampledFrom([]int{5, 11}).Draw(t, "step")
		other := f
		more := func(n int32) int32 {
			floor := n / int32(f.Step) * int32(f.Step)
			return floor + rapid.Int32Range(0, int32(f.Step)-1).Draw(t, "behind")
		}
		for _, n := range []*int32{
			&other.AgencySeekers, &other.BasinSeekers, &other.DepartmentSeekers, &other.Waiting, &other.Retained, &other.Refused, &other.Declined, &other.Absent, &other.Dropped,
		} {
			*n = more(*n)
		}
		if f.Levers != nil {
			l := *f.Levers
			l.SizeNow = int(more(int32(l.SizeNow)))
			l.Levers = slices.Clone(l.Levers)
			for i := range l.Levers {
				was := l.Levers[i].SizeIf
				l.Levers[i].SizeNow, l.Levers[i].SizeIf = l.SizeNow, int(more(int32(was)))
				l.Levers[i].Gain = l.Levers[i].SizeIf - l.SizeNow
			}
			other.Levers = &l
		}
		if diff := cmp.Diff(Write(f), Write(other)); diff != "" {
			t.Fatalf("the same counts, two diagnoses:\n%s", diff)
		}
	})
}
