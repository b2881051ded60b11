package web

import (
	"fmt"
	"math"
	"time"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
)

func ptr[T any](v T) *T { return &v }

var sampleStamp = Stamp{Snapshot: "000012-3fa9c1d2", AsOf: "2026-11-01"}

// sampleAnswer is the offer of the seed's screenshot.
func sampleAnswer() attractivity.Answer {
	a := attractivity.Answer{
		Snapshot: sampleStamp.Snapshot, AsOf: sampleStamp.AsOf,
		Offer: attractivity.Offer{ID: "188WCXP", Title: "Secrétaire bureautique (H/F)", Rome: "M1607", RomeLabel: "Secrétariat", Appellation: "19364",
			AppellationName: "Secrétaire bureautique", Department: "75", Place: "PARIS 17", CreatedOn: ptr("2026-10-20")},
		Active: true, Scope: "department", Comparables: 412, Threshold: 30,
		Verdict: &attractivity.Verdict{Level: "attractive", Label: "Marché avec des offres attractives."},
		Market: &attractivity.Market{Offers: 412, OpenNow: 57, Positions: 498, FilledShare: ptr(0.83), MedianDaysToFill: ptr(47.0), JobSeekers: ptr(1893),
			OffersPerJobSeeker: ptr(0.2176), Employers: ptr(231), EmployersTop3Share: ptr(0.185),
			BMO: &attractivity.BMO{Year: 2024, Family: "Secrétaires bureautiques et assimilés", Projects: 1092.5, Low: 1091, High: 1094,
				DifficultShare: ptr(0.335), DifficultLow: 0.333, DifficultHigh: 0.337},
			TensionClass: ptr(2), TensionOf: &attractivity.Tension{Year: 2019, Family: "Secrétaires bureautiques et assimilés", Level: "department"}},
		Applications: &attractivity.Applications{AgeDays: 12, Mine: 4, Q1: ptr(5.0), Median: ptr(9.0), Q3: ptr(14.0), Alert: true,
			Origin: map[string]int{"SPONTANEE": 3, "PROPOSITION_CONSEILLER": 1}, Message: "4 candidatures à J+12, la médiane du marché est à 9 : l'offre a attiré moins que le marché."},
		Criteria: sampleCriteria(),
		Alerts:   []string{"applications", "salary", "contract", "working_time"},
	}
	for d := range 61 {
		p := attractivity.CurvePoint{Day: d, Q1: ptr(math.Floor(5 * math.Sqrt(float64(d)/12))), Median: ptr(math.Floor(9 * math.Sqrt(float64(d)/12))), Q3: ptr(math.Floor(14 * math.Sqrt(float64(d)/12)))}
		if d <= 12 {
			p.Mine = ptr(float64(d / 3))
		}
		a.Applications.Curve = append(a.Applications.Curve, p)
	}
	for i := range 24 {
		month := fmt.Sprintf("%04d-%02d", 2024+(10+i)/12, (10+i)%12+1)
		a.Market.Monthly = append(a.Market.Monthly, attractivity.Month{Month: month, Offers: 14 + i*7%9, Positions: 17 + i*7%11})
		a.Applications.Monthly = append(a.Applications.Monthly, attractivity.MonthTrend{Month: month, PerOffer: ptr(9 + 3*math.Sin(float64(i)/3))})
	}
	return a
}

// sampleCriteria has each criterion, in each status, with and without what may be missing.
func sampleCriteria() []attractivity.Criterion {
	return []attractivity.Criterion{
		{Criterion: "salary", Value: ptr(22200.0), ValueLabel: ptr("1 850 € brut/mois"), Unit: "EUR_gross_year_fte", N: 275, Q1: ptr(23520.0), Median: ptr(24600.0), Q3: ptr(26400.0), D1: ptr(21900.0), D9: ptr(30000.0), Percentile: ptr(0.12), Share: ptr(0.667),
			Status: "penalising", Alert: true, Advice: "Votre salaire (1 850 € brut/mois) est sous le premier quartile du marché (1 960 €).",
			ObservedDifference: &attractivity.Difference{Ratio: 1.42, Low: 1.18, High: 1.71, NBetter: 1240, NMine: 33}},
		{Criterion: "experience", Value: ptr(12.0), ValueLabel: ptr("12 mois"), Unit: "months", N: 412, Q1: ptr(0.0), Median: ptr(12.0), Q3: ptr(24.0), Percentile: ptr(0.51), Share: ptr(1.0), Status: "aligned",
			Advice:             "Vous demandez 12 mois d'expérience : c'est dans le marché (médiane : 12 mois).",
			ObservedDifference: &attractivity.Difference{Ratio: 1.05, Low: 0.93, High: 1.19, NBetter: 150, NMine: 262}},
		{Criterion: "contract", Value: ptr(3.0), ValueLabel: ptr("CDD de 3 mois"), Unit: "months", N: 412, Q1: ptr(4.0), Median: ptr(6.0), Q3: ptr(12.0), Percentile: ptr(0.2), Share: ptr(1.0), Majority: ptr("CDI"), MajorityShare: ptr(0.62),
			Status: "penalising", Alert: true, Advice: "Votre CDD de 3 mois est moins stable que le contrat le plus fréquent (CDI)."},
		{Criterion: "working_time", Value: ptr(24.0), ValueLabel: ptr("Temps partiel, 24 h par semaine"), Unit: "hours_week", N: 401, Q1: ptr(35.0), Median: ptr(35.0), Q3: ptr(37.5), Percentile: ptr(0.04), Share: ptr(0.973), Majority: ptr("FULL_TIME"), MajorityShare: ptr(0.88),
			Status: "penalising", Alert: true, Advice: "Le temps partiel est rare sur ce marché."},
		{Criterion: "requirements", Value: ptr(1.0), Unit: "requirements", N: 412, Q1: ptr(1.0), Median: ptr(2.0), Q3: ptr(4.0), Percentile: ptr(0.3), Share: ptr(1.0), Status: "favourable", Advice: "Vous exigez 1 élément."},
		{Criterion: "writing", Unit: "elements", Status: "unknown", Advice: "Le texte de l'offre n'est pas lisible."},
	}
}

// sampleSimulation raises the salary and asks for a permanent contract.
func sampleSimulation() attractivity.Simulation {
	before, after := sampleAnswer(), sampleAnswer()
	after.Criteria[0].Value, after.Criteria[0].ValueLabel, after.Criteria[0].Status, after.Criteria[0].Alert = ptr(25200.0), ptr("2 100 € brut/mois"), "aligned", false
	after.Criteria[2].Value, after.Criteria[2].ValueLabel, after.Criteria[2].Status, after.Criteria[2].Alert = nil, ptr("CDI"), "aligned", false
	after.Criteria[1].Percentile = ptr(0.6)
	after.Alerts = []string{"applications", "working_time"}
	s := attractivity.Simulation{Snapshot: before.Snapshot, AsOf: before.AsOf, Before: &before, After: after}
	stand := func(c attractivity.Criterion) *attractivity.Stand {
		return &attractivity.Stand{Status: c.Status, Value: c.Value, ValueLabel: c.ValueLabel, Percentile: c.Percentile, Alert: c.Alert}
	}
	for i, c := range before.Criteria {
		s.Moves = append(s.Moves, attractivity.Move{Criterion: c.Criterion, Before: stand(c), After: stand(after.Criteria[i])})
	}
	return s
}

// sampleInactive is an offer under the threshold.
func sampleInactive(reason string) attractivity.Answer {
	a := sampleAnswer()
	a.Active, a.Reason, a.Comparables = false, &reason, 12
	a.Verdict, a.Market, a.Applications, a.Criteria, a.Alerts = nil, nil, nil, []attractivity.Criterion{}, []string{}
	return a
}

func samplePool() pools.Pool {
	p := pools.Pool{Snapshot: sampleStamp.Snapshot, AsOf: sampleStamp.AsOf, Size: 41,
		Offer: pools.Offer{ID: "188WCXP", Title: "Secrétaire bureautique (H/F)", Rome: "M1607", RomeLabel: "Secrétariat", Department: "75", Place: "PARIS 17"},
		Funnel: []pools.Step{{Step: "portfolio", Remaining: 6213}, {Step: "trade", Remaining: 412}, {Step: "place", Remaining: 198}, {Step: "availability", Remaining: 120},
			{Step: "contract", Remaining: 77}, {Step: "licences", Remaining: 55}, {Step: "languages", Remaining: 41}}, Next: ptr("AAAB")}
	for i := range 3 {
		p.Candidates = append(p.Candidates, pools.Candidate{JobSeekerID: fmt.Sprintf("MFZWIZLTOQ2DGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY%d", i), Score: 93.5 - 7.25*float64(i),
			Parts: pools.Parts{Trade: 35, Skills: 22.5 - float64(i), Experience: 15, Distance: 8.2, Availability: 5, Salary: 5}, DistanceKm: ptr(5.4 + float64(i)), Reach: "appellation", MRS: i == 1,
			MatchedSkills: []string{"Saisir des documents", "Accueillir le public"}, MissingSkills: []string{"Tenir une comptabilité"},
			Reasons: []string{"Même appellation que l'offre (35 points sur 35)", "2 compétences sur 3 (22,5 points sur 30)"}})
	}
	p.Candidates[1].Applied = &pools.Applied{On: "2026-11-03", Outcome: "SANS_SUITE"}
	return p
}

func sampleLevers() pools.Levers {
	lever := func(kind, label string, gain int) pools.Lever {
		return pools.Lever{Kind: kind, Label: label, SizeNow: 12, SizeIf: 12 + gain, Gain: gain}
	}
	first, second := lever("skill", "sans « CACES 3 »", 29), lever("distance", "20 km plus loin", 7)
	return pools.Levers{Offer: samplePool().Offer, SizeNow: 12, Levers: []pools.Lever{first, second, lever("licence", "sans le permis C", 0)},
		BestPair: &pools.Pair{Levers: []pools.Lever{first, second}, SizeNow: 12, SizeIf: 60, Gain: 48}}
}

func sampleIndicator(id, unit, sense string, target, base float64) performance.Answer {
	a := performance.Answer{Indicator: performance.Definition{ID: id, Title: map[string]string{"ent1": "ENT1, taux de recrutement des offres avec service", "ent2": "ENT2, satisfaction des entreprises", "ent3": "ENT3, délai de recrutement"}[id],
		Unit: unit, Sense: sense, Definition: "Part des offres confiées closes dans la période, avec au moins un service rendu, dont la clôture est un recrutement.", Version: "1", Seed: "« Taux de recrutement ≥ 75 % »."}, Snapshot: sampleStamp.Snapshot, AsOf: sampleStamp.AsOf}
	for i := range 9 {
		v := base * (1 + 0.04*math.Sin(float64(i)))
		r := performance.Row{Level: "country", Code: "FR", Label: "France", Period: fmt.Sprintf("%d-Q%d", 2024+(i+3)/4, (i+3)%4+1), Value: &v, Count: ptr(int64(1200)), Numerator: ptr(1200 * v), Denominator: ptr(1200.0),
			Low: ptr(v * 0.97), High: ptr(v * 1.03), Target: &target, Gap: ptr(v - target), YearBefore: ptr(v * 0.99), Rank: ptr(1)}
		switch {
		case unit == "days":
			r.Median, r.MedianLow, r.MedianHigh, r.NinthDecile, r.SurvivalMedian = ptr(32.0), ptr(31.0), ptr(33.0), ptr(88.0), ptr(41.0)
		case id == "ent1":
			r.Without = &performance.Without{Value: ptr(0.66), Count: 900, Low: ptr(0.63), High: ptr(0.69), SameMix: ptr(0.705)}
		}
		a.Rows = append(a.Rows, r)
	}
	return a
}

func sampleIndicators() []Summary {
	return []Summary{{Answer: sampleIndicator("ent1", "rate", "higher", 0.75, 0.78)}, {Answer: sampleIndicator("ent2", "rate", "higher", 0.75, 0.72)}, {Answer: sampleIndicator("ent3", "days", "lower", 39.5, 36)}}
}

func sampleOffers() []analytics.OfferRow {
	return []analytics.OfferRow{
		{ID: "188WCXP", Title: "Secrétaire bureautique (H/F)", Rome: "M1607", RomeLabel: "Secrétariat", Department: "75", Agency: ptr("75012"), Place: "75 - PARIS 17", CreatedOn: "2026-10-20", State: "open", Active: true,
			Comparables: 412, Verdict: ptr("attractive"), Alerts: []string{"applications", "salary"}, Applications: 4},
		{ID: "190KQRS", Title: "Aide-soignant / Aide-soignante en service de gériatrie de nuit", Rome: "J1501", RomeLabel: "Soins d'hygiène", Department: "07", Place: "07 - AUBENAS", CreatedOn: "2026-10-01", State: "open", Active: true,
			Comparables: 44, Verdict: ptr("unattractive"), Alerts: []string{}, Applications: 0},
		{ID: "190KQRT", Title: "Serveur / Serveuse", Rome: "G1803", RomeLabel: "Service en restauration", Department: "2A", Place: "2A - AJACCIO", CreatedOn: "2026-09-15", State: "closed", Comparables: 12, Alerts: []string{}, Applications: 7},
	}
}

// sampleAccounts has an account with points of attention, and one of which little is known.
func sampleAccounts() []analytics.AccountRow {
	asked := time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC)
	return []analytics.AccountRow{
		{AccountID: "R3", Agency: "75001", AgencyLabel: "Paris 17e", SIRET: ptr("73282932000074"), Company: &hostile, AskedAt: asked, Status: ptr("EN_EXAMEN"), Action: "REMIND",
			Todo: "Appelé sans être joint : relancer.", DueAt: time.Date(2026, 11, 12, 10, 5, 0, 0, time.UTC), IsLate: true, WaitingOffers: ptr(2),
			Matches: []analytics.AccountMatch{{Status: "REFUSE", SamePhone: 2, SameEmail: 1, Accounts: 2, Examples: []string{"R1", "R2"}}, {Status: "CERTIFIE", SameEmail: 1, Accounts: 1, Examples: []string{"R4"}}}},
		{AccountID: "R5", Agency: "ZZ", AgencyLabel: "ZZ", AskedAt: asked, Action: "CALL_LANDLINE", DueAt: asked.Add(24 * time.Hour)},
	}
}

// sampleDiagnosis says something of everything, to who is told counts by fives; of a closed offer without an establishment, almost nothing.
func sampleDiagnosis() diagnosis.Answer {
	hidden := "under_threshold"
	return diagnosis.Answer{
		Offer: diagnosis.Offer{ID: "188WCXP", Title: "Secrétaire bureautique", Rome: "M1607", RomeLabel: "Secrétariat", Place: "75 - PARIS 17", CreatedOn: "2026-10-20", State: "open", AgeDays: 12, AgencyLabel: ptr("Agence Paris 17")},
		Recruiter: diagnosis.Recruiter{
			Company: told("Fournil"), Sector: told("Boulangerie"), Workforce: told("6 à 9 salariés"), HRService: diagnosis.Flag{Value: ptr(false)}, FirstHiredOn: told("2026-02-01"), IsNew: diagnosis.Flag{Value: ptr(true)},
			History: &diagnosis.History{Months: 24, Closed: 5, FilledByService: 1, FilledOtherwise: 1, Abandoned: 2, Failed: 1, MedianDaysToFill: diagnosis.Number{Value: ptr(20.5)}, SameTrade: diagnosis.Trade{Closed: 3, Filled: 1}}, Services: []string{"MRS", "PRESELECTION"},
		},
		Market: diagnosis.Market{
			JobSeekers: diagnosis.Supply{Agency: diagnosis.Whole{Reason: &hidden}, Basin: diagnosis.Whole{Value: ptr(15)}, Department: diagnosis.Whole{Value: ptr(120)}, Step: 5},
			Ready:      diagnosis.Whole{Value: ptr(5)}, Competing: diagnosis.Competing{Basin: diagnosis.Whole{Value: ptr(7)}, Department: 30, DepartmentEntrusted: 12},
			Tension:     diagnosis.Tension{Class: diagnosis.Whole{Value: ptr(4)}, Family: ptr("Secrétaires"), Year: ptr(2019), Level: ptr("region")},
			HiringNeeds: diagnosis.HiringNeeds{Projects: diagnosis.Number{Value: ptr(100.0)}, Low: ptr(95), High: ptr(105), DifficultLow: ptr(0.7), DifficultHigh: ptr(0.75), Year: ptr(2025)},
			Attractive:  diagnosis.Attractive{Verdict: told("average"), Comparables: 41, Alerts: []string{"salary", "applications"}},
		},
		Position: diagnosis.Position{
			Recruitment: untold("not_in_sources"), Integration: untold("not_in_sources"), Positions: 2, Contract: told("CDD"), Months: diagnosis.Number{Value: ptr(6.0)}, Hours: diagnosis.Number{Value: ptr(24.0)}, PartTime: diagnosis.Flag{Value: ptr(true)},
			Salary: diagnosis.Number{Value: ptr(24000.0)}, Experience: told("E"), ExpMonths: diagnosis.Whole{Value: ptr(12)}, Skills: []string{"a", "b", "c", "d", "e", "f", hostile}, Licences: []string{"Permis B"},
			Applications: diagnosis.Fates{All: 12, Waiting: diagnosis.Whole{Value: ptr(5)}, Retained: diagnosis.Whole{Reason: &hidden}, Refused: diagnosis.Whole{Reason: &hidden}, Declined: diagnosis.Whole{Reason: &hidden}, Absent: diagnosis.Whole{Reason: &hidden}, Dropped: diagnosis.Whole{Reason: &hidden}},
		},
		Difficulties: []diagnosis.Difficulty{{Difficulty: "attractivity", Title: "L'offre attire moins que son marché",
			Evidence: []diagnosis.Evidence{{Condition: "salary_low", Text: "Votre salaire est sous le premier quartile.", Value: ptr(24000.0), N: ptr(41), Source: "widget"}},
			Services: []diagnosis.Proposed{{Service: "negotiation", Label: "Négocier", Why: "Relever le salaire", Delivered: true}, {Service: "benefits", Label: hostile, Why: "Relever le salaire"}}}},
		Unexamined: []diagnosis.Unexamined{{Difficulty: "recruiter", Condition: "first_hire", Reason: "not_stated"}, {Difficulty: "recruiter", Condition: "hr_absent", Reason: "not_stated"}},
	}
}

func sampleClosedDiagnosis() diagnosis.Answer {
	a := sampleDiagnosis()
	a.Offer.State, a.Difficulties, a.Unexamined = "closed", nil, nil
	a.Recruiter = diagnosis.Recruiter{Company: untold("no_siret"), Sector: untold("no_siret"), Workforce: untold("no_siret"), HRService: diagnosis.Flag{Reason: ptr("no_siret")}, FirstHiredOn: untold("no_siret")}
	a.Market = diagnosis.Market{JobSeekers: diagnosis.Supply{Agency: diagnosis.Whole{Reason: ptr("no_agency")}, Basin: diagnosis.Whole{Reason: ptr("no_basin")}, Department: diagnosis.Whole{Value: ptr(0)}, Step: 1}, Ready: diagnosis.Whole{Reason: ptr("closed")},
		Competing: diagnosis.Competing{Basin: diagnosis.Whole{Reason: ptr("no_basin")}}, Tension: diagnosis.Tension{Class: diagnosis.Whole{Reason: ptr("no_class")}}, HiringNeeds: diagnosis.HiringNeeds{Projects: diagnosis.Number{Reason: ptr("no_survey")}}, Attractive: diagnosis.Attractive{Verdict: untold("below_threshold")}}
	a.Position = diagnosis.Position{Recruitment: untold("not_in_sources"), Integration: untold("not_in_sources"), Positions: 1, Contract: untold("not_stated"), Hours: diagnosis.Number{Reason: ptr("not_stated")}, Salary: diagnosis.Number{Reason: ptr("not_stated")}, Experience: untold("not_stated")}
	return a
}

func told(v string) diagnosis.Text { return diagnosis.Text{Value: &v} }

func untold(reason string) diagnosis.Text { return diagnosis.Text{Reason: &reason} }
