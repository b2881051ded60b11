package diagnosis

import (
	"slices"
	"time"

	"vigie/analytics/prospects"
	"vigie/data/rules"
)

// Write writes the diagnosis that the facts make.
func Write(f Facts) Answer {
	f.coarse()
	a := Answer{
		Offer: f.header(), Recruiter: f.recruiter(), Market: f.market(), Position: f.position(),
		Difficulties: []Difficulty{}, Unexamined: []Unexamined{},
	}
	for _, r := range Rules() {
		switch came := conditions[r.Condition](&f); {
		case came.unknown != "":
			a.Unexamined = append(a.Unexamined, Unexamined{r.Difficulty, r.Condition, came.unknown})
		case came.holds:
			if n := len(a.Difficulties); n == 0 || a.Difficulties[n-1].Difficulty != r.Difficulty {
				a.Difficulties = append(a.Difficulties, Difficulty{Difficulty: r.Difficulty, Title: r.Title})
			}
			came.Condition = r.Condition
			f.add(&a.Difficulties[len(a.Difficulties)-1], r, came.Evidence)
		}
	}
	return a
}

// add adds to a difficulty what shows it, and the services of its line that suit the contract.
func (f *Facts) add(d *Difficulty, r Rule, e Evidence) {
	d.Evidence = append(d.Evidence, e)
	for _, code := range r.Services {
		s := ServiceOf(code)
		if !s.suits(f.months()) {
			continue
		}
		if i := slices.IndexFunc(d.Services, func(p Proposed) bool { return p.Service == code }); i >= 0 {
			d.Services[i].Conditions = append(d.Services[i].Conditions, r.Condition)
			continue
		}
		d.Services = append(d.Services, Proposed{
			Service: code, Label: s.Label, Why: r.Why, Conditions: []string{r.Condition},
			Delivered: s.DeliveredAs != "" && slices.Contains(f.Services, s.DeliveredAs),
		})
	}
}

func (f *Facts) header() Offer {
	o := Offer{
		ID: f.ID, Title: f.Offer.Title, Rome: f.Offer.Rome, RomeLabel: f.Offer.RomeLabel, Appellation: f.Offer.AppellationLabel,
		Department: f.Offer.Department, Place: f.Offer.Place, CreatedOn: f.Offer.CreatedOn(), State: "open", AgeDays: f.age(),
		Agency: told(f.Agency), AgencyLabel: told(f.AgencyLabel),
	}
	if !f.Offer.IsOpen {
		o.State = "closed"
	}
	return o
}

func (f *Facts) recruiter() Recruiter {
	r := Recruiter{Siret: text(f.Siret, ReasonNoSiret), Services: some(f.Services)}
	missing := ReasonNotStated
	switch {
	case f.Siret == "":
		missing = ReasonNoSiret
	case !f.IsRegistered:
		missing = ReasonNotRegistered
	}
	r.Company, r.Workforce, r.HRService = text(f.Company, missing), text(prospects.Workforce(f.Band), missing), known(f.HRStaffed, missing)
	r.Naf, r.Sector = text(f.Naf, missing), text(f.Sector, missing)
	if isNew, reason := f.isNew(); reason == "" {
		r.IsNew, r.FirstHiredOn = known(&isNew, ""), text(f.FirstHiredOn.Format(time.DateOnly), "")
	} else {
		r.IsNew, r.FirstHiredOn = known[bool](nil, reason), text("", reason)
	}
	if f.Siret != "" {
		r.History = f.history()
	}
	return r
}

func (f *Facts) history() *History {
	h := &History{
		Months: rules.DiagnosisHistoryMonths.Int(), Closed: int(f.Closed), FilledByService: int(f.FilledByService), FilledOtherwise: int(f.FilledElse),
		Abandoned: int(f.Abandoned), Failed: int(f.Failed), WithService: int(f.WithService),
		FilledShare: known[float64](nil, ReasonNone), MedianDaysToFill: known(f.DaysToFill, ReasonNone), SameTrade: Trade{int(f.TradeClosed), int(f.TradeFilled)},
	}
	if f.Closed > 0 {
		share := float64(f.filled()) / float64(f.Closed)
		h.FilledShare = known(&share, "")
	}
	return h
}

func (f *Facts) market() Market {
	m := Market{
		JobSeekers: Supply{
			Agency: f.whole(f.AgencySeekers, f.Agency != "", ReasonNoAgency), Basin: f.whole(f.BasinSeekers, f.Basin != "", ReasonNoBasin),
			Department: f.whole(f.DepartmentSeekers, true, ""), BasinLabel: text(f.BasinLabel, ReasonNoBasin), Step: f.Step,
		},
		Ready:     known[int](nil, ReasonClosed),
		Competing: Competing{Basin: known[int](nil, ReasonNoBasin), BasinEntrusted: known[int](nil, ReasonNoBasin), Department: int(f.DepartmentOffers), DepartmentEntrusted: int(f.DepartmentEntrusted)},
		Tension:   Tension{Class: known[int](nil, ReasonNoClass)}, HiringNeeds: HiringNeeds{Projects: known[float64](nil, ReasonNoSurvey)},
		Attractive: Attractive{Verdict: known[string](nil, ReasonBelow), Comparables: f.Widget.Comparables, Alerts: some(f.Widget.Alerts)},
	}
	if f.Levers != nil {
		m.Ready = f.whole(int32(f.Levers.SizeNow), true, "")
	}
	if f.Basin != "" {
		all, entrusted := int(f.BasinOffers), int(f.BasinEntrusted)
		m.Competing.Basin, m.Competing.BasinEntrusted = known(&all, ""), known(&entrusted, "")
	}
	if t := f.Tension; t != nil {
		m.Tension = Tension{known(&t.Class, ""), &t.Of.Family, &t.Of.Year, &t.Of.Level}
	}
	if n := f.Needs; n != nil {
		m.HiringNeeds = HiringNeeds{known(&n.Projects, ""), &n.Low, &n.High, &n.DifficultLow, &n.DifficultHigh, &n.Family, n.Basin, &n.Year}
	}
	if v := f.Widget.Verdict; v != nil {
		m.Attractive.Verdict, m.Attractive.Label = known(&v.Level, ""), &v.Label
	}
	return m
}

func (f *Facts) position() Position {
	p := Position{
		Recruitment: text("", ReasonNotInSources), Integration: text("", ReasonNotInSources), Positions: int(f.Positions),
		Contract: text(f.Contract, ReasonNotStated), Apprenticeship: f.IsApprenticeship, Months: known(f.ContractMonths, ReasonNotStated), Hours: known(f.Hours, ReasonNotStated),
		PartTime: known(f.PartTime, ReasonNotStated), Salary: known(f.Salary, ReasonNotStated), Experience: text(f.Experience, ReasonNotStated),
		ExpMonths: known[int](nil, ReasonNotStated), Skills: some(f.Skills), WishedSkills: int(f.WishedSkills),
		Licences: some(f.Licences), Languages: some(f.Languages), Diplomas: some(f.Diplomas),
	}
	if f.Contract == "CDI" {
		p.Months = known[float64](nil, ReasonNone)
	}
	if f.ExperienceMonths != nil {
		months := int(*f.ExperienceMonths)
		p.ExpMonths = known(&months, "")
	}
	count := func(n int32) Whole { return f.whole(n, true, "") }
	p.Applications = Fates{int(f.Applications), count(f.Waiting), count(f.Retained), count(f.Refused), count(f.Declined), count(f.Absent), count(f.Dropped)}
	return p
}

// whole is a count of persons, where there is one and the caller may be told it.
func (f *Facts) whole(n int32, is bool, reason string) Whole {
	count := int(n)
	switch {
	case !is:
		return known[int](nil, reason)
	case f.Step > 1 && count == 0:
		return known[int](nil, ReasonUnderThreshold)
	}
	return known(&count, "")
}

// known is a value, or the reason why there is none.
func known[T any](v *T, reason string) Known[T] {
	if v == nil {
		return Known[T]{Reason: &reason}
	}
	return Known[T]{Value: v}
}

// text is one that is not empty, or the reason why it is.
func text(v, reason string) Text { return known(told(v), reason) }

// told is nil for an empty text.
func told(v string) *string {
	if v == "" {
		return nil
	}
	return &v
}

// some is a list that is never null.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
