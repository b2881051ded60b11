package diagnosis

import (
	"slices"
	"testing"
	"time"

	"vigie/analytics/attractivity"
	"vigie/analytics/pools"
	"vigie/data/rules"
)

// plain is an offer in which nothing is wrong, of which everything is known.
func plain() Facts {
	hours, salary, months, days, fullTime, hr := 35.0, 24000.0, 24.0, 30.0, false, true
	return Facts{
		Row: Row{
			ID: "1", Siret: "00000000000001", IsRegistered: true, Company: "Fournil", Naf: "1071C", Sector: "Boulangerie", Band: "11", HRStaffed: &hr,
			FirstHiredOn: time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC), Closed: 4, FilledByService: 2, FilledElse: 1, Abandoned: 1, WithService: 2, DaysToFill: &days, TradeClosed: 2, TradeFilled: 2,
			Agency: "07001", AgencyLabel: "Annonay", Basin: "103", BasinLabel: "Annonay", AgencySeekers: 60, BasinSeekers: 60, DepartmentSeekers: 90,
			BasinOffers: 2, BasinEntrusted: 1, DepartmentOffers: 5, DepartmentEntrusted: 2,
			Positions: 1, Contract: "CDI", Hours: &hours, PartTime: &fullTime, Salary: &salary, Experience: "E", ExperienceMonths: &months, Requirements: 2,
			Writing: []string{"length", "benefits", "prospects", "company", "missions"}, IsWritten: true,
			Applications: 8, Waiting: 2, Retained: 2, Refused: 2, Declined: 1, Absent: 0, Dropped: 1,
		},
		Offer: attractivity.Row{ID: "1", IsOpen: true, Created: 20000},
		Widget: attractivity.Answer{
			Active: true, Comparables: 40, Verdict: &attractivity.Verdict{Level: "average"}, Applications: &attractivity.Applications{Mine: 8, Message: "8 candidatures à J+10."},
			Criteria: []attractivity.Criterion{
				aligned("salary", 24000), aligned("experience", 24), aligned("contract", 0), aligned("working_time", 35), aligned("requirements", 2), aligned("writing", 5),
			},
		},
		Levers:  &pools.Levers{SizeNow: 20},
		Needs:   &attractivity.BMO{Family: "Boulangers", Year: 2025, Low: 90, High: 110, Projects: 100, DifficultLow: 0.4, DifficultHigh: 0.5, DifficultShare: pointer(0.45)},
		Tension: &attractivity.TensionRow{Class: 2, Of: attractivity.Tension{Family: "Boulangers", Year: 2019, Level: "department"}},
		AsOf:    time.Unix(20010*86400, 0).UTC(), Step: 1,
	}
}

func aligned(name string, value float64) attractivity.Criterion {
	return attractivity.Criterion{Criterion: name, Value: &value, Status: "aligned", N: 40}
}

func pointer[T any](v T) *T { return &v }

// criterion gives the facts another line of the widget's third block.
func criterion(f *Facts, name, status string, value *float64) {
	for i := range f.Widget.Criteria {
		if c := &f.Widget.Criteria[i]; c.Criterion == name {
			c.Status, c.Value, c.Advice = status, value, "Conseil du widget sur "+name+"."
		}
	}
}

// levers gives the facts a few persons who have everything, and levers.
func levers(f *Facts, now int, of ...pools.Lever) {
	for i := range of {
		of[i].SizeNow, of[i].SizeIf = now, now+of[i].Gain
	}
	slices.SortStableFunc(of, func(a, b pools.Lever) int { return b.Gain - a.Gain })
	f.Levers = &pools.Levers{SizeNow: now, Levers: of}
}

func lessOf(kind, label string, gain int) pools.Lever {
	return pools.Lever{Kind: kind, Label: label, Gain: gain}
}

// TestPlainOfferHasNoDifficulty: and nothing was left unexamined.
func TestPlainOfferHasNoDifficulty(t *testing.T) {
	a := Write(plain())
	if len(a.Difficulties) != 0 || len(a.Unexamined) != 0 {
		t.Errorf("found %+v, unexamined %+v", a.Difficulties, a.Unexamined)
	}
}

// TestConditionsAtTheirEdges: for each condition, facts with which it just holds and
// others with which it just does not, or can't be examined.
func TestConditionsAtTheirEdges(t *testing.T) {
	few, gain := rules.DiagnosisCandidatesFew.Int(), rules.DiagnosisLeverGain.Int()
	tested := map[string][2]bool{}
	for _, c := range []struct {
		condition string
		facts     func(*Facts)
		holds     bool
		unknown   string
	}{
		{"wording_unlawful", func(f *Facts) { f.Unlawful = []string{"age"} }, true, ""},
		{"wording_unlawful", func(*Facts) {}, false, ""},
		{"wording_unlawful", func(f *Facts) { f.IsWritten, f.Writing = false, nil }, false, ReasonNotStated},
		{"pay_under_minimum", func(f *Facts) { f.IsUnderpaid = true }, true, ""},
		{"pay_under_minimum", func(*Facts) {}, false, ""},
		{"pay_under_minimum", func(f *Facts) { f.Salary = nil }, false, ReasonNotStated},
		{"missions_untold", func(f *Facts) { f.Writing = []string{"benefits", "prospects", "company"} }, true, ""},
		{"missions_untold", func(f *Facts) { f.Writing = []string{"length"} }, false, ""},
		{"missions_untold", func(f *Facts) { f.Writing = []string{"missions"} }, false, ""},
		{"missions_untold", func(f *Facts) { f.IsWritten, f.Writing = false, nil }, false, ReasonNotStated},
		{"terms_untold", func(f *Facts) { f.Hours = nil }, true, ""},
		{"terms_untold", func(f *Facts) { f.Contract = "CDD" }, true, ""},
		{"terms_untold", func(f *Facts) { f.Salary, f.SalaryFlag = nil, "salary_outlier" }, true, ""},
		{"terms_untold", func(f *Facts) { f.Contract, f.ContractMonths = "CDD", pointer(3.0) }, false, ""},
		{"terms_untold", func(f *Facts) { f.Salary = nil }, false, ""},
		{"applications_late", func(f *Facts) { f.Widget.Applications.Alert = true }, true, ""},
		{"applications_late", func(*Facts) {}, false, ""},
		{"applications_late", func(f *Facts) { f.Widget.Applications = nil }, false, ReasonBelow},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications = 20010-30, 2 }, true, ""},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications = 20010-30, 3 }, false, ""},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications = 20010-29, 0 }, false, ""},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications, f.Positions = 20010-30, 5, 2 }, true, ""},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications, f.Widget.Applications.Alert = 20010-30, 0, true }, false, ""},
		{"applications_few", func(f *Facts) { f.Offer.Created, f.Applications, f.Offer.IsOpen = 20010-30, 0, false }, false, ""},
		{"market_unattractive", func(f *Facts) { f.Widget.Verdict.Level = "unattractive" }, true, ""},
		{"market_unattractive", func(*Facts) {}, false, ""},
		{"market_unattractive", func(f *Facts) { f.Widget.Verdict = nil }, false, ReasonBelow},
		{"salary_low", func(f *Facts) { criterion(f, "salary", "penalising", pointer(1.0)) }, true, ""},
		{"salary_low", func(f *Facts) { criterion(f, "salary", "penalising", nil) }, false, ""},
		{"salary_low", func(f *Facts) { criterion(f, "salary", "unknown", nil) }, false, ReasonNotStated},
		{"salary_low", func(f *Facts) { f.Widget.Criteria = nil }, false, ReasonBelow},
		{"salary_absent", func(f *Facts) { criterion(f, "salary", "penalising", nil) }, true, ""},
		{"salary_absent", func(f *Facts) { criterion(f, "salary", "penalising", pointer(1.0)) }, false, ""},
		{"salary_absent", func(f *Facts) { criterion(f, "salary", "unknown", nil) }, false, ""},
		{"contract_short", func(f *Facts) { criterion(f, "contract", "penalising", pointer(1.0)) }, true, ""},
		{"contract_short", func(f *Facts) { criterion(f, "contract", "favourable", pointer(1.0)) }, false, ""},
		{"hours_few", func(f *Facts) { criterion(f, "working_time", "penalising", pointer(20.0)) }, true, ""},
		{"hours_few", func(*Facts) {}, false, ""},
		{"experience_high", func(f *Facts) { criterion(f, "experience", "penalising", pointer(60.0)) }, true, ""},
		{"experience_high", func(*Facts) {}, false, ""},
		{"requirements_many", func(f *Facts) { criterion(f, "requirements", "penalising", pointer(4.0)) }, true, ""},
		{"requirements_many", func(f *Facts) { f.Requirements = int32(rules.QualityRequirementsMax.Int()) + 1 }, true, ""},
		{"requirements_many", func(f *Facts) { f.Requirements = int32(rules.QualityRequirementsMax.Int()) }, false, ""},
		{"company_untold", func(f *Facts) { f.Writing = []string{"length", "missions"} }, true, ""},
		{"company_untold", func(f *Facts) { f.Writing = []string{"length", "missions", "benefits"} }, false, ""},
		{"company_untold", func(f *Facts) {
			f.Writing = []string{"length", "missions", "benefits"}
			criterion(f, "writing", "penalising", pointer(3.0))
		}, true, ""},
		{"company_untold", func(f *Facts) { f.Writing = []string{"company"} }, false, ""},
		{"company_untold", func(f *Facts) { f.IsWritten, f.Writing = false, nil }, false, ReasonNotStated},
		{"benefits_untold", func(f *Facts) { f.Writing = []string{"length", "missions"} }, true, ""},
		{"benefits_untold", func(f *Facts) { f.Writing = []string{"benefits"} }, false, ""},
		{"prospects_untold", func(f *Facts) { f.Writing = []string{"length", "missions"} }, true, ""},
		{"prospects_untold", func(f *Facts) { f.Writing = []string{"prospects"} }, false, ""},
		{"candidates_decline", func(f *Facts) { fates(f, 0, 0, 2, 0, 3) }, true, ""},
		{"candidates_decline", func(f *Facts) { fates(f, 0, 0, 1, 0, 4) }, false, ""},
		{"candidates_decline", func(f *Facts) { fates(f, 0, 0, 4, 0, 0) }, false, ""},
		{"candidates_decline", func(f *Facts) { fates(f, 0, 0, 0, 0, 0) }, false, ReasonNone},
		{"absent_many", func(f *Facts) { fates(f, 0, 0, 0, 1, 4) }, true, ""},
		{"absent_many", func(f *Facts) { fates(f, 0, 0, 0, 1, 5) }, false, ""},
		{"refused_many", func(f *Facts) { fates(f, 0, 3, 0, 0, 2) }, true, ""},
		{"refused_many", func(f *Facts) { fates(f, 0, 2, 0, 0, 3) }, false, ""},
		{"refused_many", func(f *Facts) { fates(f, 1, 5, 0, 0, 0) }, false, ""},
		{"waiting_many", func(f *Facts) { f.Waiting = 10 }, true, ""},
		{"waiting_many", func(f *Facts) { f.Waiting = 9 }, false, ""},
		{"waiting_many", func(f *Facts) { f.Waiting, f.Positions = 19, 2 }, false, ""},
		{"skill_narrows", func(f *Facts) { levers(f, few-1, lessOf("skill", "sans « Servir »", gain)) }, true, ""},
		{"skill_narrows", func(f *Facts) { levers(f, few, lessOf("skill", "sans « Servir »", gain)) }, false, ""},
		{"skill_narrows", func(f *Facts) {
			levers(f, few, lessOf("skill", "sans « Servir »", gain))
			f.Positions = 2
		}, true, ""},
		{"skill_narrows", func(f *Facts) { levers(f, few-1, lessOf("skill", "sans « Servir »", gain-1)) }, false, ""},
		{"skill_narrows", func(f *Facts) { levers(f, few-1, lessOf("distance", "10 km plus loin", gain)) }, false, ""},
		{"skill_narrows", func(f *Facts) { f.Levers = nil }, false, ReasonClosed},
		{"skill_to_learn", func(f *Facts) { levers(f, 0, lessOf("skill", "sans « Servir »", gain)) }, true, ""},
		{"skill_to_learn", func(*Facts) {}, false, ""},
		{"credential_narrows", func(f *Facts) { levers(f, 0, lessOf("licence", "sans le permis B", gain)) }, true, ""},
		{"credential_narrows", func(f *Facts) { levers(f, 0, lessOf("skill", "sans « Servir »", gain)) }, false, ""},
		{"experience_narrows", func(f *Facts) { levers(f, 0, lessOf("experience", "en acceptant les débutants", gain)) }, true, ""},
		{"experience_narrows", func(*Facts) {}, false, ""},
		{"experience_to_gain", func(f *Facts) { levers(f, 0, lessOf("experience", "en acceptant les débutants", gain)) }, true, ""},
		{"experience_to_gain", func(*Facts) {}, false, ""},
		{"trade_narrows", func(f *Facts) { levers(f, 0, lessOf("near_trades", "en ouvrant aux métiers proches", gain)) }, true, ""},
		{"trade_narrows", func(*Facts) {}, false, ""},
		{"distance_narrows", func(f *Facts) { levers(f, 0, lessOf("distance", "10 km plus loin", gain)) }, true, ""},
		{"distance_narrows", func(*Facts) {}, false, ""},
		{"terms_narrow", func(f *Facts) { levers(f, 0, lessOf("hours", "en acceptant le temps partiel", gain)) }, true, ""},
		{"terms_narrow", func(*Facts) {}, false, ""},
		{"tension_high", func(f *Facts) { f.Tension.Class = 4 }, true, ""},
		{"tension_high", func(f *Facts) { f.Tension.Class = 3 }, false, ""},
		{"tension_high", func(f *Facts) { f.Tension = nil }, false, ReasonNoClass},
		{"hiring_hard", func(f *Facts) { f.Needs.DifficultLow = 0.7 }, true, ""},
		{"hiring_hard", func(f *Facts) { f.Needs.DifficultLow, f.Needs.DifficultHigh = 0.69, 0.9 }, false, ""},
		{"hiring_hard", func(f *Facts) { f.Needs.DifficultLow, f.Needs.DifficultShare = 0.9, nil }, false, ReasonNoSurvey},
		{"hiring_hard", func(f *Facts) { f.Needs = nil }, false, ReasonNoSurvey},
		{"seekers_few", func(f *Facts) { f.BasinSeekers = 5 }, true, ""},
		{"seekers_few", func(f *Facts) { f.BasinSeekers = 6 }, false, ""},
		{"seekers_few", func(f *Facts) { f.Basin, f.BasinSeekers, f.DepartmentSeekers = "", 0, 12 }, false, ""},
		{"seekers_few", func(f *Facts) { f.Basin, f.BasinSeekers, f.DepartmentSeekers = "", 0, 11 }, true, ""},
		{"first_hire", func(f *Facts) { f.FirstHiredOn = f.AsOf.AddDate(-1, 0, 1) }, true, ""},
		{"first_hire", func(f *Facts) { f.FirstHiredOn = f.AsOf.AddDate(-1, 0, 0) }, false, ""},
		{"first_hire", func(f *Facts) { f.FirstHiredOn = time.Time{} }, false, ReasonNotStated},
		{"first_hire", func(f *Facts) { f.IsRegistered = false }, false, ReasonNotRegistered},
		{"first_hire", func(f *Facts) { f.Siret = "" }, false, ReasonNoSiret},
		{"hr_absent", func(f *Facts) { f.HRStaffed, f.FilledByService, f.FilledElse = pointer(false), 0, 0 }, true, ""},
		{"hr_absent", func(f *Facts) { f.HRStaffed, f.FilledByService, f.FilledElse = pointer(false), 0, 1 }, false, ""},
		{"hr_absent", func(f *Facts) { f.FilledByService, f.FilledElse = 0, 0 }, false, ""},
		{"hr_absent", func(f *Facts) { f.HRStaffed = nil }, false, ReasonNotStated},
		{"hr_absent", func(f *Facts) { f.IsRegistered = false }, false, ReasonNotRegistered},
		{"hr_absent", func(f *Facts) { f.Siret = "" }, false, ReasonNoSiret},
		{"past_failures", func(f *Facts) { f.Closed, f.FilledByService, f.FilledElse = 3, 1, 0 }, true, ""},
		{"past_failures", func(f *Facts) { f.Closed, f.FilledByService, f.FilledElse = 4, 1, 1 }, false, ""},
		{"past_failures", func(f *Facts) { f.Closed, f.FilledByService, f.FilledElse = 2, 0, 0 }, false, ""},
		{"past_failures", func(f *Facts) { f.Siret = "" }, false, ReasonNoSiret},
		{"closed_unfilled", func(f *Facts) { f.Offer.IsOpen, f.Offer.Closed = false, 20005 }, true, ""},
		{"closed_unfilled", func(*Facts) {}, false, ""},
	} {
		f := plain()
		c.facts(&f)
		got := conditions[c.condition](&f)
		if got.holds != c.holds || got.unknown != c.unknown {
			t.Errorf("%s: holds %v, unknown %q; want %v, %q", c.condition, got.holds, got.unknown, c.holds, c.unknown)
		}
		seen := tested[c.condition]
		if c.holds {
			seen[0] = true
		} else {
			seen[1] = true
		}
		tested[c.condition] = seen
	}
	for name := range conditions {
		if tested[name] != [2]bool{true, true} {
			t.Errorf("%s: want a case in which it holds, and one in which it does not", name)
		}
	}
}

func fates(f *Facts, retained, refused, declined, absent, dropped int32) {
	f.Retained, f.Refused, f.Declined, f.Absent, f.Dropped = retained, refused, declined, absent, dropped
}
